package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.FileRootKey;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.crypto.RootKey;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A root key in a token that answers when it pleases. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(SlowTokenTest.WithSlowToken.class)
class SlowTokenTest {

  private static final int CALLS_ON_EVERY_EVENT_LOOP = 16;
  private static final long PATIENCE_IN_SECONDS = 20;

  @Inject KmsEndpoint endpoint;

  private HttpClient client;

  @BeforeEach
  void connect() {
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void answer() {
    SlowVault.gate.countDown();
    client.close();
  }

  private CompletableFuture<JsonObject> call(String operation, String body) {
    return client
        .sendAsync(
            HttpRequest.newBuilder(endpoint.uri().orElseThrow())
                .header("X-Amz-Target", "TrentService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .thenApply(reply -> new JsonObject(reply.body()));
  }

  private String newKey() throws Exception {
    return call("CreateKey", "{}")
        .get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)
        .getJsonObject("KeyMetadata")
        .getString("KeyId");
  }

  @Test
  void tokenThatHangs_callsThatNeedIt_stallNoOthers() throws Exception {
    String ready = newKey();
    String waiting = newKey();
    String dataKey = "{\"KeySpec\":\"AES_256\",\"KeyId\":\"%s\"}";
    call("GenerateDataKey", dataKey.formatted(ready)).get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);

    SlowVault.gate = new CountDownLatch(1);
    List<CompletableFuture<JsonObject>> stalled = new ArrayList<>();
    for (int i = 0; i < CALLS_ON_EVERY_EVENT_LOOP; i++) {
      stalled.add(call("GenerateDataKey", dataKey.formatted(waiting)));
      stalled.add(call("CreateKey", "{}"));
    }

    for (int i = 0; i < CALLS_ON_EVERY_EVENT_LOOP; i++) {
      assertThat(
              call("GenerateDataKey", dataKey.formatted(ready))
                  .get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)
                  .getString("Plaintext"))
          .isNotEmpty();
      assertThat(call("ListKeys", "{}").get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS).fieldNames())
          .contains("Keys");
    }
    assertThat(stalled).noneMatch(CompletableFuture::isDone);

    SlowVault.gate.countDown();
    for (CompletableFuture<JsonObject> one : stalled) {
      assertThat(one.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS).fieldNames())
          .containsAnyOf("Plaintext", "KeyMetadata");
    }
  }

  /** Switches the token on. */
  public static final class WithSlowToken implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("strongroom.kms.auth", "false");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(SlowVault.class);
    }
  }

  /** In place of the configured root key. */
  @Alternative
  @ApplicationScoped
  public static class SlowVault {

    static volatile CountDownLatch gate = new CountDownLatch(0);

    @Produces
    @Singleton
    MaterialVault vault() {
      try {
        RootKey file =
            FileRootKey.openOrCreate(Files.createTempDirectory("slow").resolve("root.key"));
        return new MaterialVault(new SlowRootKey(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record SlowRootKey(RootKey key) implements RootKey {
    @Override
    public boolean isRemote() {
      return true;
    }

    @Override
    public byte[] wrap(byte[] material, byte[] aad) {
      await();
      return key.wrap(material, aad);
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, byte[] aad) {
      await();
      return key.unwrap(wrapped, aad);
    }

    private static void await() {
      try {
        SlowVault.gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
