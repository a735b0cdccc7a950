package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.azure.AzureKeyVaultFactory;
import io.strongroom.kms.azure.AzureSettings;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.testing.Eventually;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in for vault and token service; the real service has not been tried. */
class AzureContractTest extends ServiceContract {

  private final AzureStandIn azure = new AzureStandIn();
  private final KmsClient kms = client(URI.create(azure.uri() + "/tenant"));

  {
    azure.withKeys("k1", "k2", "k9");
    azure.disable("k9");
  }

  private KmsProvider client(URI authority) {
    return client(authority, Secret.of("s3cret"));
  }

  private KmsProvider client(URI authority, Secret secret) {
    return AzureKeyVaultFactory.create(
        new AzureSettings(
            azure.uri(),
            AzureSettings.RSA_OAEP_256,
            new AzureSettings.Identity("app", secret, authority),
            new AzureSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  @AfterEach
  void stop() {
    azure.close();
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
    return azure;
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled("k9");
  }

  @Test
  void manyCalls_oneToken() {
    for (int i = 0; i < 5; i++) {
      generate(32);
    }
    assertThat(azure.tokensIssued).isOne();
  }

  @Test
  void tokenRefused_anotherIsGot() {
    generate(32);
    azure.token = "token-2";
    generate(32);
    assertThat(azure.tokensIssued).isEqualTo(2);
  }

  @Test
  void rotatedKey_oldVersionUnwraps() {
    var made = generate(32);
    azure.version = "v2";
    var newer = generate(32);
    assertThat(newer.keyId().text()).isEqualTo(made.keyId().text());
    assertThat(get(decrypt(made.wrapped(), CONTEXT)).plaintext().matches(made.plaintext()))
        .isTrue();
    assertThat(get(decrypt(newer.wrapped(), CONTEXT)).plaintext().matches(newer.plaintext()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer authorization=\"https://evil.example/tenant\", resource=\"VAULT\"",
        "Bearer authorization=\"http://login.microsoftonline.com/t\", resource=\"VAULT\"",
        "Bearer authorization=\"https://x@login.microsoftonline.com/t\", resource=\"VAULT\"",
        "Bearer authorization=\"https://login.microsoftonline.com/t\","
            + " resource=\"https://evil.example\"",
        "Bearer",
        "Basic realm=\"x\""
      })
  void challenge_elsewhere_secretNotSent(String challenge) {
    azure.challenge = challenge.replace("VAULT", azure.uri().toString());
    assertThat(failure(client(null).describeKey(KeyName.parse(key()), ALICE)))
        .as("nobody can use the vault, so it is no refusal of this request")
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(azure.tokensIssued).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden, KeyExpired, InvalidState",
    "403, Forbidden, ForbiddenByPolicy, AccessDenied",
    "404, KeyNotFound, '', NotFound",
    "409, Conflict, '', InvalidState",
    "400, BadParameter, '', InvalidRequest",
    "429, Throttled, '', Throttled",
    "503, ServiceUnavailable, '', Unavailable"
  })
  void error_byCode_typed(int status, String code, String inner, String expected) {
    generate(32);
    azure.next = AzureStandIn.error(status, code, inner, "because");
    KmsException failure = failure(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).as("the server's own words").hasMessageNotContaining("because");
  }

  @ParameterizedTest
  @CsvSource({"400, Unavailable", "401, Unavailable", "429, Throttled", "503, Unavailable"})
  void tokenService_refusing_typed(int status, String expected) {
    azure.tokenRefusal = Response.json(status, "{\"error\":\"no\"}").with("Retry-After", "7");
    KmsException failure = failure(kms().describeKey(KeyName.parse(key()), ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    if (failure instanceof KmsException.Throttled throttled) {
      assertThat(throttled.retryAfter()).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void secretRefused_troubleUntilTheFileHoldsAnother(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "expired\n");
    azure.secret = "s3cret";
    KmsProvider client = client(URI.create(azure.uri() + "/tenant"), Secret.inFile(file));
    assertThat(failure(client.describeKey(KeyName.parse(key()), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(client.trouble()).hasValueSatisfying(what -> assertThat(what).contains("401"));
    int asked = azure.tokensAsked.get();
    assertThat(failure(client.describeKey(KeyName.parse(key()), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(azure.tokensAsked).as("not again within a second").hasValue(asked);

    Files.writeString(file, "s3cret\n");
    Eventually.succeeds(() -> get(client.describeKey(KeyName.parse(key()), ALICE)));
    assertThat(client.trouble()).isEmpty();
  }

  @Test
  void namedVersion_staysNamed() {
    azure.version = "v2";
    var made = get(kms().generateDataKey(KeyName.parse("k1/v1"), 32, CONTEXT, ALICE));
    assertThat(made.keyId().text()).endsWith("/keys/k1/v1");
    var again = get(kms().generateDataKey(KeyName.parse(made.keyId().text()), 32, CONTEXT, ALICE));
    assertThat(again.keyId().text()).isEqualTo(made.keyId().text());
    assertThat(
            get(kms().decrypt(KeyName.parse(made.keyId().text()), made.wrapped(), CONTEXT, ALICE))
                .keyId()
                .text())
        .isEqualTo(made.keyId().text());
    assertThat(get(kms().describeKey(KeyName.parse("k1/v1"), ALICE)).keyId().text())
        .isEqualTo(made.keyId().text());
    assertThat(failure(kms().decrypt(KeyName.parse("k1/v2"), made.wrapped(), CONTEXT, ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @Test
  void answerAboutAnotherKey_refused() {
    azure.answersFor = "k2";
    assertThat(failure(kms().generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
    assertThat(failure(kms().describeKey(KeyName.parse("k1"), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void settings_print_hideSecret() {
    assertThat(new AzureSettings.Identity("app", Secret.of("s3cret"), null).toString())
        .doesNotContain("s3cret");
  }
}
