package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.dew.DewSettings;
import io.strongroom.kms.testing.StubServer.Response;
import io.strongroom.kms.wire.PemTls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
    return KmsClients.dew(
        new DewSettings(
            dew.uri(),
            "project-1",
            new DewSettings.AccessKey(
                "AK", SecretBytes.copyOf(secret.getBytes(StandardCharsets.UTF_8)), null),
            binding,
            new DewSettings.Http(Duration.ofSeconds(10), Duration.ofSeconds(10), PemTls.NONE)));
  }

  @AfterEach
  void stop() {
    dew.close();
  }

  @Override
  KmsClient kms() {
    return kms;
  }

  @Override
  String key() {
    return DewStandIn.K1;
  }

  @Override
  String otherKey() {
    return DewStandIn.SM;
  }

  @Override
  String unknownKey() {
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
  void wrongSecretKey_accessDenied() {
    KmsClient stranger = client("other", DewSettings.Binding.BOTH);
    assertThat(failure(stranger.describeKey(DewStandIn.K1, ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class)
        .hasMessageContaining("aksk");
  }

  @ParameterizedTest
  @EnumSource(DewSettings.Binding.class)
  void binding_each_bindsTheContext(DewSettings.Binding binding) {
    KmsClient client = client("SK", binding);
    var made = get(client.generateDataKey(DewStandIn.SM, 16, CONTEXT, ALICE));
    assertThat(
            get(client.decrypt(DewStandIn.SM, made.wrapped(), CONTEXT, ALICE)).plaintext().length())
        .isEqualTo(16);
    assertThat(
            failure(
                client.decrypt(DewStandIn.SM, made.wrapped(), EncryptionContext.empty(), ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "404, KMS.0207, NotFound",
    "400, KMS.0210, InvalidState",
    "400, KMS.0331, InvalidKeyUsage",
    "403, KMS.0303, AccessDenied",
    "400, KMS.2204, CiphertextInvalid",
    "400, KMS.0308, InvalidRequest",
    "503, KMS.0104, Unavailable",
    "429, KMS.9999, Throttled"
  })
  void error_byCode_typed(int status, String code, String expected) {
    dew.next = DewStandIn.error(status, code, "because");
    KmsException failure = failure(kms().describeKey(DewStandIn.K1, ALICE));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure).hasMessage("because");
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
        new DewSettings.AccessKey("AK", SecretBytes.copyOf(new byte[] {65}), "session-token");
    assertThat(List.of(key).toString()).doesNotContain("session-token").contains("redacted");
  }
}
