package io.strongroom.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.contract.StandIn;
import io.strongroom.kms.contract.VaultStandIn;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.Eventually;
import io.strongroom.kms.testing.MovableClock;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.wire.PemTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTokensTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final VaultLogin APP_ROLE =
      new VaultLogin.AppRole("approle", "role", Secret.of("secret"));

  /** A timer that runs out when told. */
  private static final class Timer implements Later {
    private record Task(Duration delay, Runnable action) {}

    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    @Override
    public void run(Duration wait, Runnable action) {
      tasks.add(new Task(wait, action));
    }

    void elapse() {
      List<Task> due = List.copyOf(tasks);
      tasks.clear();
      due.forEach(task -> task.action().run());
    }

    List<Duration> waits() {
      return tasks.stream().map(Task::delay).toList();
    }

    @Override
    public void close() {
      tasks.clear();
    }
  }

  private final VaultStandIn vault = new VaultStandIn();
  private final MovableClock clock = new MovableClock();
  private final Timer timer = new Timer();

  {
    vault.withKeys("k1");
    vault.derived = true;
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  private WrapServiceProvider client(VaultLogin login) {
    Duration patience = Duration.ofSeconds(10);
    return new WrapServiceProvider(
        VaultWrapper.create(
            new VaultSettings(
                vault.uri(),
                null,
                new VaultSettings.Transit("transit", VaultSettings.Binding.DERIVATION),
                login,
                new VaultSettings.Http(patience, patience, PemTls.NONE)),
            clock,
            timer));
  }

  private static CompletionStage<?> describe(WrapServiceProvider client) {
    return client.describeKey(KeyName.parse("k1"), ALICE);
  }

  private static CompletionStage<?> put(WrapServiceProvider client, String key) {
    return client.generateDataKey(KeyName.parse(key), 32, EncryptionContext.empty(), ALICE);
  }

  private static void succeed(CompletionStage<?> call) {
    call.toCompletableFuture().join();
  }

  private static KmsException failure(CompletionStage<?> call) {
    try {
      succeed(call);
    } catch (CompletionException e) {
      return (KmsException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  private List<Request> to(String path) {
    return vault.server().requests().stream()
        .filter(request -> request.path().endsWith(path))
        .toList();
  }

  @Test
  void refusedByPolicy_twentyKeys_oneTokenAndOneLogin() {
    WrapServiceProvider client = client(APP_ROLE);
    for (int i = 0; i < 20; i++) {
      vault.denied.add("secret" + i);
      assertThat(failure(put(client, "secret" + i))).isInstanceOf(KmsException.AccessDenied.class);
    }
    assertThat(vault.liveTokens()).isOne();
    assertThat(vault.logins).hasValue(1);
    assertThat(to("lookup-self")).as("one question serves them all").hasSize(1);
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void refusedByPolicy_tokenThatMayNotLookItselfUp_oneLogin() {
    vault.defaultPolicy = false;
    WrapServiceProvider client = client(APP_ROLE);
    for (int i = 0; i < 20; i++) {
      vault.denied.add("secret" + i);
      assertThat(failure(put(client, "secret" + i))).isInstanceOf(KmsException.AccessDenied.class);
      clock.advance(Duration.ofMillis(500));
    }
    assertThat(vault.logins).hasValue(1);
  }

  @Test
  void atOnce_oneLogin() {
    WrapServiceProvider client = client(APP_ROLE);
    CompletableFuture<?>[] calls =
        IntStream.range(0, 30)
            .mapToObj(i -> describe(client).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(calls).join();
    assertThat(vault.logins).hasValue(1);
    assertThat(to("/login").getFirst().body())
        .contains("\"role_id\":\"role\"", "\"secret_id\":\"secret\"");
  }

  @Test
  void revokedToken_replacedOnceAndThenAtMostOnceAMinute() {
    WrapServiceProvider client = client(APP_ROLE);
    succeed(describe(client));
    vault.revokeAll();
    succeed(describe(client));
    assertThat(vault.logins).hasValue(2);

    vault.revokeAll();
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    assertThat(client.trouble()).isPresent();
    clock.advance(Duration.ofMinutes(1));
    succeed(describe(client));
    assertThat(vault.logins).hasValue(3);
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void close_revokesOwnTokenAndLeavesAGivenOne() {
    WrapServiceProvider client = client(APP_ROLE);
    succeed(describe(client));
    assertThat(vault.liveTokens()).isOne();
    client.close();
    assertThat(vault.liveTokens()).isZero();

    WrapServiceProvider given = client(new VaultLogin.Token(Secret.of("token-1")));
    succeed(describe(given));
    given.close();
    assertThat(to("revoke-self")).hasSize(1);
  }

  @Test
  void secretGone_unavailableAndToldUntilTheFileHoldsAnother(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("secret-id"), "old\n");
    WrapServiceProvider client =
        client(new VaultLogin.AppRole("approle", "role", Secret.inFile(file)));
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    assertThat(vault.logins).as("not again within a second").hasValue(1);
    assertThat(client.trouble())
        .hasValueSatisfying(what -> assertThat(what).contains("400").doesNotContain("old"));

    Files.writeString(file, "secret\n");
    timer.elapse();
    clock.advance(Duration.ofSeconds(1));
    succeed(describe(client));
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void secretGone_healthComesBackWithoutACall(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("secret-id");
    WrapServiceProvider client =
        client(new VaultLogin.AppRole("approle", "role", Secret.inFile(file)));
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    Files.writeString(file, "secret\n");
    clock.advance(Duration.ofSeconds(30));
    timer.elapse();
    Eventually.succeeds(
        () -> {
          assertThat(client.trouble()).isEmpty();
          return true;
        });
  }

  @Test
  void givenToken_renewedBeforeItEnds() {
    succeed(describe(client(new VaultLogin.Token(Secret.of("token-1")))));
    assertThat(timer.waits()).containsExactly(Duration.ofSeconds(2_400));
    clock.advance(Duration.ofSeconds(2_400));
    timer.elapse();
    Eventually.succeeds(
        () -> {
          assertThat(vault.renewals).hasValue(1);
          assertThat(timer.waits()).as("and so on").containsExactly(Duration.ofSeconds(2_400));
          return true;
        });
  }

  @Test
  void givenToken_agentPutsAnotherIntoTheFile_taken(@TempDir Path folder) throws IOException {
    Path sink = Files.writeString(folder.resolve("sink"), "token-1\n");
    WrapServiceProvider client = client(new VaultLogin.Token(Secret.inFile(sink)));
    succeed(describe(client));
    vault.revokeAll();
    assertThat(failure(describe(client)))
        .as("not 403 to everybody")
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(client.trouble()).isPresent();

    vault.give("token-2");
    Files.writeString(sink, "token-2\n");
    clock.advance(Duration.ofSeconds(1));
    succeed(describe(client));
    assertThat(client.trouble()).isEmpty();
    assertThat(vault.server().requests().getLast().header("x-vault-token")).isEqualTo("token-2");
  }

  @Test
  void givenToken_followedUpFromTheFileInTime(@TempDir Path folder) throws IOException {
    Path sink = Files.writeString(folder.resolve("sink"), "token-1\n");
    WrapServiceProvider client = client(new VaultLogin.Token(Secret.inFile(sink)));
    succeed(describe(client));
    vault.give("token-2");
    Files.writeString(sink, "token-2\n");
    timer.elapse();
    Eventually.succeeds(
        () -> {
          succeed(describe(client));
          assertThat(vault.server().requests().getLast().header("x-vault-token"))
              .isEqualTo("token-2");
          return true;
        });
    assertThat(vault.renewals).hasValue(0);
  }

  @Test
  void maximumLifeReached_anotherLoginAndTheOldTokenRevoked() {
    WrapServiceProvider client = client(APP_ROLE);
    succeed(describe(client));
    vault.life = 60;
    timer.elapse();
    Eventually.succeeds(
        () -> {
          assertThat(vault.logins).hasValue(2);
          assertThat(timer.waits()).hasSize(2);
          return true;
        });
    assertThat(timer.waits()).contains(Duration.ofSeconds(10));
    timer.elapse();
    Eventually.succeeds(
        () -> {
          assertThat(to("revoke-self")).hasSize(1);
          return true;
        });
    assertThat(vault.liveTokens()).isOne();
  }

  @Test
  void serverAway_tokenKeptAndUsedAgain() {
    WrapServiceProvider client = client(APP_ROLE);
    succeed(describe(client));
    vault.fault = StandIn.Fault.BREAK;
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    vault.fault = StandIn.Fault.NONE;
    succeed(describe(client));
    assertThat(vault.logins).hasValue(1);
  }

  @Test
  void kubernetes_login_sendsTheTokenThatTheClusterPutThereLast(@TempDir Path folder)
      throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "jwt-1\n");
    WrapServiceProvider client = client(new VaultLogin.Kubernetes("kubernetes", "objects", token));
    succeed(describe(client));
    Files.writeString(token, "jwt-2\n");
    vault.revokeAll();
    succeed(describe(client));
    assertThat(to("/kubernetes/login"))
        .extracting(Request::body)
        .containsExactly(
            "{\"role\":\"objects\",\"jwt\":\"jwt-1\"}", "{\"role\":\"objects\",\"jwt\":\"jwt-2\"}");
  }

  @Test
  void kubernetes_noToken_unavailable(@TempDir Path folder) {
    WrapServiceProvider client =
        client(new VaultLogin.Kubernetes("kubernetes", "objects", folder.resolve("none")));
    assertThat(failure(describe(client))).isInstanceOf(KmsException.Unavailable.class);
    assertThat(vault.server().requests()).isEmpty();
  }

  @Test
  void certificate_login_sendsNothingButTheConnection() {
    succeed(describe(client(new VaultLogin.Certificate("cert"))));
    assertThat(to("/cert/login")).extracting(Request::body).containsExactly("{}");
  }
}
