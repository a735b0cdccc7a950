package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.kms.v2.KmsClient;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyResponse;
import com.huaweicloud.sdk.kms.v2.model.DecryptDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.DecryptDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.EncryptDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.EncryptDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.ListKeyDetailRequest;
import com.huaweicloud.sdk.kms.v2.model.OperateKeyRequestBody;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Huawei's own client at the stand-in that {@link DewContractTest} tries the provider with: its
 * signatures are accepted there, and it understands the answers.
 */
class DewSdkTest {

  private final DewStandIn dew = new DewStandIn();
  private final KmsClient kms = client("SK");

  {
    dew.withKeys(DewStandIn.K1, DewStandIn.SM, DewStandIn.OFF);
    dew.disable(DewStandIn.OFF);
  }

  private KmsClient client(String secretKey) {
    return KmsClient.newBuilder()
        .withCredential(
            new BasicCredentials().withAk("AK").withSk(secretKey).withProjectId("project-1"))
        .withEndpoints(List.of(dew.uri().toString()))
        .build();
  }

  @AfterEach
  void stop() {
    dew.close();
  }

  private CreateDatakeyResponse create(KmsClient client, String key) {
    return client.createDatakey(
        new CreateDatakeyRequest()
            .withBody(new CreateDatakeyRequestBody().withKeyId(key).withDatakeyLength("256")));
  }

  private String decrypt(String key, String ciphertext) {
    return kms.decryptDatakey(
            new DecryptDatakeyRequest()
                .withBody(
                    new DecryptDatakeyRequestBody()
                        .withKeyId(key)
                        .withCipherText(ciphertext)
                        .withDatakeyCipherLength("32")))
        .getDataKey();
  }

  @ParameterizedTest
  @ValueSource(strings = {DewStandIn.K1, DewStandIn.SM})
  void dataKey_madeAndOpened(String key) {
    CreateDatakeyResponse made = create(kms, key);
    assertThat(made.getPlainText()).matches("[0-9A-F]{64}");
    assertThat(decrypt(key, made.getCipherText())).isEqualTo(made.getPlainText());
  }

  @Test
  void dataKey_fromElsewhere_wrappedAndOpened() {
    byte[] secret = StandIn.random(32);
    byte[] digest = DewStandIn.digest(DewStandIn.K1, secret);
    HexFormat hex = HexFormat.of().withUpperCase();
    String wrapped =
        kms.encryptDatakey(
                new EncryptDatakeyRequest()
                    .withBody(
                        new EncryptDatakeyRequestBody()
                            .withKeyId(DewStandIn.K1)
                            .withPlainText(hex.formatHex(secret) + hex.formatHex(digest))
                            .withDatakeyPlainLength("32")))
            .getCipherText();
    assertThat(decrypt(DewStandIn.K1, wrapped)).isEqualTo(hex.formatHex(secret));
  }

  @Test
  void describeKey_stateUnderstood() {
    var key =
        kms.listKeyDetail(
                new ListKeyDetailRequest()
                    .withBody(new OperateKeyRequestBody().withKeyId(DewStandIn.OFF)))
            .getKeyInfo();
    assertThat(key.getKeyId()).isEqualTo(DewStandIn.OFF);
    assertThat(key.getKeyState()).isEqualTo("3");
  }

  @Test
  void refusals_codesUnderstood() {
    assertThat(code(kms, DewStandIn.OFF)).isEqualTo("KMS.0209");
    assertThat(code(kms, "33333333-3333-3333-3333-333333333333")).isEqualTo("KMS.0207");
    assertThat(code(client("other"), DewStandIn.K1)).isEqualTo("APIGW.0301");
    dew.fault = StandIn.Fault.THROTTLE;
    assertThat(code(kms, DewStandIn.K1)).isEqualTo("APIGW.0308");
  }

  private String code(KmsClient client, String key) {
    return catchThrowableOfType(ServiceResponseException.class, () -> create(client, key))
        .getErrorCode();
  }
}
