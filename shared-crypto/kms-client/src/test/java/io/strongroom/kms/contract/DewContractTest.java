package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.dew.DewKmsFactory;
import io.strongroom.kms.dew.DewSettings;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a stand-in that checks every signature; the real service has not been tried. */
class DewContractTest extends ServiceContract {

  private final DewStandIn dew = new DewStandIn();
  private final KmsClient kms = client("SK", DewSettings.Binding.BOTH);

  {
    dew.withKeys(DewStandIn.K1, DewStandIn.SM, DewStandIn.OFF);
    dew.disable(DewStandIn.OFF);
  }

  private KmsClient client(String secret, DewSettings.Binding binding) {
    return client(Secret.of(secret), binding);
  }

  private KmsProvider client(Secret secret, DewSettings.Binding binding) {
    return DewKmsFactory.create(
        new DewSettings(
            dew.uri(),
            "project-1",
            new DewSettings.AccessKey("AK", secret, null),
            binding,
            new DewSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  @AfterEach
  void stop() {
    dew.close();
  }

  @Override
  protected KmsClient kms() {
    return kms;
  }

  @Override
  protected String key() {
    return DewStandIn.K1;
  }

  @Override
  protected String otherKey() {
    return DewStandIn.SM;
  }

  @Override
  protected String unknownKey() {
    return "33333333-3333-3333-3333-333333333333";
  }

  @Override
  StandIn service() {
    return dew;
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled(DewStandIn.OFF);
  }

  @Test
  void secretKeyRefused_troubleUntilTheFileHoldsAnother(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("sk"), "other\n");
    KmsProvider stranger = client(Secret.inFile(file), DewSettings.Binding.BOTH);
    assertThat(failure(stranger.describeKey(KeyName.parse(DewStandIn.K1), ALICE)))
        .isInstanceOf(KmsException.Unavailable.class);
    assertThat(stranger.trouble()).isPresent();
    Files.writeString(file, "SK\n");
    get(stranger.describeKey(KeyName.parse(DewStandIn.K1), ALICE));
    assertThat(stranger.trouble()).isEmpty();
  }

  /** As a service of neither generation: it knows neither member, and says nothing. */
  @Override
  protected Optional<KmsClient> unbinding() {
    dew.ignoresContexts = true;
    return Optional.of(client("SK", DewSettings.Binding.BOTH));
  }

  @Test
  void unwrappingNotAllowed_malformedContextTells() {
    dew.unwrapDenied = true;
    assertThat(generate(32).plaintext().length()).isEqualTo(32);
    dew.ignoresContexts = true;
    KmsClient fresh = client("SK", DewSettings.Binding.BOTH);
    assertThat(failure(fresh.generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
  }

  @Test
  void keyNamedWithItsPlace_isTheKey() {
    String placed = "cn-north-4:0123456789abcdef0123456789abcdef:key/" + DewStandIn.K1;
    var made = get(kms().generateDataKey(KeyName.parse(placed), 32, CONTEXT, ALICE));
    assertThat(made.keyId().text()).isEqualTo(DewStandIn.K1);
    assertThat(
            get(kms().decrypt(KeyName.parse(placed), made.wrapped(), CONTEXT, ALICE))
                .plaintext()
                .length())
        .isEqualTo(32);
    assertThat(get(kms().describeKey(KeyName.parse(placed), ALICE)).keyId().text())
        .isEqualTo(DewStandIn.K1);
  }

  @Test
  void answerAboutAnotherKey_refused() {
    dew.next =
        Response.json(
            200,
            "{\"key_id\":\"%s\",\"plain_text\":\"%s\",\"cipher_text\":\"00\"}"
                .formatted(DewStandIn.SM, "00".repeat(32)));
    assertThat(failure(kms().generateDataKey(KeyName.parse(DewStandIn.K1), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("another key");
  }

  @ParameterizedTest
  @EnumSource(DewSettings.Binding.class)
  void binding_each_bindsTheContext(DewSettings.Binding binding) {
    KmsClient client = client("SK", binding);
    var made = get(client.generateDataKey(KeyName.parse(DewStandIn.SM), 16, CONTEXT, ALICE));
    assertThat(
            get(client.decrypt(KeyName.parse(DewStandIn.SM), made.wrapped(), CONTEXT, ALICE))
                .plaintext()
                .length())
        .isEqualTo(16);
    assertThat(
            failure(
                client.decrypt(
                    KeyName.parse(DewStandIn.SM),
                    made.wrapped(),
                    EncryptionContext.empty(),
                    ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "404, KMS.0207, NotFound",
    "400, KMS.0210, InvalidState",
    "400, KMS.0331, InvalidKeyUsage",
    "403, KMS.0303, Unavailable",
    "403, KMS.0306, AccessDenied",
    "400, KMS.2204, CiphertextInvalid",
    "400, KMS.0308, InvalidRequest",
    "503, KMS.0104, Unavailable",
    "429, KMS.9999, Throttled"
  })
  void error_byCode_typed(int status, String code, String expected) {
    dew.next = DewStandIn.error(status, code, "because");
    KmsException failure = failure(kms().describeKey(KeyName.parse(DewStandIn.K1), ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).as("the server's own words").hasMessageNotContaining("because");
  }

  @Test
  void answer_digestDoesNotFit_unavailable() {
    var made = generate(16);
    dew.next =
        Response.json(
            200,
            "{\"data_key\":\"%s\",\"datakey_dgst\":\"%s\"}"
                .formatted("00".repeat(16), "11".repeat(32)));
    assertThat(failure(decrypt(made.wrapped(), CONTEXT)))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("digest");
  }

  @Test
  void settings_print_hideSecret() {
    DewSettings.AccessKey key =
        new DewSettings.AccessKey("AK", Secret.of("A"), Secret.of("session-token"));
    assertThat(List.of(key).toString()).doesNotContain("session-token").contains("redacted");
  }
}
