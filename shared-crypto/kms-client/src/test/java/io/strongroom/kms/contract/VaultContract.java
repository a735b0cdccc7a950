package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription.Usability;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.testing.StubServer.Request;
import io.strongroom.kms.vault.VaultLogin;
import io.strongroom.kms.vault.VaultSettings;
import io.strongroom.kms.vault.VaultTransitFactory;
import io.strongroom.kms.wire.PemTls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in for the transit engine; {@link VaultServerContract} is against a real one. */
abstract class VaultContract extends ServiceContract {

  final VaultStandIn vault = new VaultStandIn();
  private final KmsProvider kms = client(new VaultLogin.Token(Secret.of("token-1")));

  {
    vault.withKeys("k1", "k2");
    vault.derived = binding() == VaultSettings.Binding.DERIVATION;
  }

  abstract VaultSettings.Binding binding();

  final KmsClient clientOf(VaultStandIn server) {
    return client(server, new VaultLogin.Token(Secret.of("token-1")));
  }

  private KmsProvider client(VaultLogin login) {
    return client(vault, login);
  }

  private KmsProvider client(VaultStandIn server, VaultLogin login) {
    return VaultTransitFactory.create(
        new VaultSettings(
            server.uri(),
            "team",
            new VaultSettings.Transit("transit", binding()),
            login,
            new VaultSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  final List<String> paths() {
    return vault.server().requests().stream().map(Request::path).toList();
  }

  @AfterEach
  void stop() {
    kms.close();
    vault.close();
  }

  @Override
  protected KmsClient kms() {
    return kms;
  }

  @Override
  protected String key() {
    return "k1";
  }

  @Override
  protected String otherKey() {
    return "k2";
  }

  @Override
  protected String unknownKey() {
    return "k3";
  }

  @Override
  StandIn service() {
    return vault;
  }

  @Test
  void request_carriesNamespace() {
    get(kms().describeKey(KeyName.parse(key()), ALICE));
    assertThat(vault.server().requests())
        .allSatisfy(request -> assertThat(request.header("x-vault-namespace")).isEqualTo("team"));
  }

  @Test
  void softDeletedKey_invalidStateAsAwsSays() {
    vault.softDeleted.add("k2");
    assertThat(failure(kms().generateDataKey(KeyName.parse("k2"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.InvalidState.class);
    assertThat(get(kms().describeKey(KeyName.parse("k2"), ALICE)).usability())
        .isEqualTo(Usability.INVALID_STATE);
  }

  @Test
  void answerAboutAnotherKey_refused() {
    vault.answersFor = "k2";
    assertThat(failure(kms().describeKey(KeyName.parse("k1"), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
  }

  @Test
  void throttled_hint_read() {
    vault.fault = StandIn.Fault.THROTTLE;
    KmsException.Throttled throttled =
        (KmsException.Throttled) failure(kms().describeKey(KeyName.parse(key()), ALICE));
    assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "412, required index state not present, Unavailable",
    "400, ciphertext or signature version is disallowed by policy (too old), InvalidState",
    "400, key type ecdsa-p256 does not support encryption, InvalidKeyUsage",
    "400, key is soft-deleted, InvalidState",
    "400, something else, InvalidRequest",
    "404, no handler for route, NotFound",
    "500, internal error, Unavailable"
  })
  void error_bySentence_typed(int status, String message, String expected) {
    vault.next = VaultStandIn.error(status, message);
    KmsException failure = failure(kms().describeKey(KeyName.parse(key()), ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).as("the server's own words").hasMessageNotContaining(message);
  }

  @Test
  void login_print_hidesSecrets() {
    assertThat(new VaultLogin.AppRole("approle", "role", Secret.of("s3cret")).toString())
        .doesNotContain("s3cret");
    assertThat(new VaultLogin.Token(Secret.of("s3cret")).toString()).doesNotContain("s3cret");
  }
}
