package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.kms.v2.KmsClient;
import com.huaweicloud.sdk.kms.v2.model.AliasEntity;
import com.huaweicloud.sdk.kms.v2.model.CreateAliasRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateAliasRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyResponse;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DecryptDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.DecryptDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DecryptDatakeyResponse;
import com.huaweicloud.sdk.kms.v2.model.DeleteAliasRequest;
import com.huaweicloud.sdk.kms.v2.model.DeleteAliasRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DisableKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.EnableKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.ListAliasesRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKeyDetailRequest;
import com.huaweicloud.sdk.kms.v2.model.OperateKeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.SignRequest;
import com.huaweicloud.sdk.kms.v2.model.SignRequestBody;
import com.huaweicloud.sdk.kms.v2.model.ValidateSignatureRequest;
import com.huaweicloud.sdk.kms.v2.model.VerifyRequestBody;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Huawei SDK's own client, signatures and all. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DewSdkTest {

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = client(PostgresResource.SECRET_KEY);
  }

  private KmsClient client(String secretKey) {
    return KmsClient.newBuilder()
        .withCredential(
            new BasicCredentials()
                .withAk(PostgresResource.ACCESS_KEY)
                .withSk(secretKey)
                .withProjectId("project1"))
        .withEndpoints(List.of(endpoint.uri().orElseThrow().toString()))
        .build();
  }

  private String newKey(CreateKeyRequestBody.KeySpecEnum spec) {
    return kms.createKey(
            new CreateKeyRequest()
                .withBody(
                    new CreateKeyRequestBody()
                        .withKeyAlias("test-" + UUID.randomUUID())
                        .withKeySpec(spec)))
        .getKeyInfo()
        .getKeyId();
  }

  private CreateDatakeyResponse newDataKey(String keyId, String length) {
    return kms.createDatakey(
        new CreateDatakeyRequest()
            .withBody(new CreateDatakeyRequestBody().withKeyId(keyId).withDatakeyLength(length)));
  }

  private DecryptDatakeyResponse decrypt(String keyId, String ciphertext, String length) {
    return kms.decryptDatakey(
        new DecryptDatakeyRequest()
            .withBody(
                new DecryptDatakeyRequestBody()
                    .withKeyId(keyId)
                    .withCipherText(ciphertext)
                    .withDatakeyCipherLength(length)));
  }

  private static String code(Throwable failure) {
    return ((ServiceResponseException) failure).getErrorCode();
  }

  @Test
  void dataKey_underAes256_roundTrips() {
    assertRoundTrip(CreateKeyRequestBody.KeySpecEnum.AES_256);
  }

  @Test
  void dataKey_underSm4_roundTrips() {
    assertRoundTrip(CreateKeyRequestBody.KeySpecEnum.SM4);
  }

  private void assertRoundTrip(CreateKeyRequestBody.KeySpecEnum spec) {
    String keyId = newKey(spec);
    CreateDatakeyResponse made = newDataKey(keyId, "512");
    DecryptDatakeyResponse opened = decrypt(keyId, made.getCipherText(), "64");

    assertThat(made.getPlainText()).matches("[0-9A-F]{128}");
    assertThat(opened.getDataKey()).isEqualTo(made.getPlainText());
    assertThat(opened.getDatakeyDgst()).hasSize(64);
  }

  @Test
  void describeKey_showsTheKey() {
    String keyId = newKey(CreateKeyRequestBody.KeySpecEnum.SM4);

    var details =
        kms.listKeyDetail(
                new ListKeyDetailRequest().withBody(new OperateKeyRequestBody().withKeyId(keyId)))
            .getKeyInfo();

    assertThat(details.getKeyState()).isEqualTo("2");
    assertThat(details.getKeySpec().toString()).isEqualTo("SM4");
    assertThat(details.getDefaultKeyFlag()).isEqualTo("0");
    assertThat(details.getKeyAlias()).startsWith("test-");
  }

  @Test
  void disableKey_refusesUseWithItsCode() {
    String keyId = newKey(CreateKeyRequestBody.KeySpecEnum.AES_256);
    OperateKeyRequestBody body = new OperateKeyRequestBody().withKeyId(keyId);

    assertThat(kms.disableKey(new DisableKeyRequest().withBody(body)).getKeyInfo().getKeyState())
        .isEqualTo("3");
    assertThatThrownBy(() -> newDataKey(keyId, "256"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("KMS.0209"));
    assertThatThrownBy(() -> kms.disableKey(new DisableKeyRequest().withBody(body)))
        .satisfies(e -> assertThat(code(e)).isEqualTo("KMS.1301"));
    kms.enableKey(new EnableKeyRequest().withBody(body));
    newDataKey(keyId, "256");
  }

  @Test
  void unknownKey_404WithItsCode() {
    assertThatThrownBy(() -> newDataKey(UUID.randomUUID().toString(), "256"))
        .isInstanceOfSatisfying(
            ServiceResponseException.class, e -> assertThat(e.getHttpStatusCode()).isEqualTo(404))
        .satisfies(e -> assertThat(code(e)).isEqualTo("KMS.0207"));
  }

  @Test
  void tamperedCiphertext_refusedWithItsCode() {
    String keyId = newKey(CreateKeyRequestBody.KeySpecEnum.AES_256);
    String ciphertext = newDataKey(keyId, "256").getCipherText();
    char last = ciphertext.charAt(ciphertext.length() - 1);
    String changed = ciphertext.substring(0, ciphertext.length() - 1) + (last == '0' ? '1' : '0');

    assertThatThrownBy(() -> decrypt(keyId, changed, "32"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("KMS.2201"));
  }

  @Test
  void wrongSecret_401FromTheGateway() {
    assertThatThrownBy(
            () ->
                client("another secret")
                    .createKey(
                        new CreateKeyRequest()
                            .withBody(new CreateKeyRequestBody().withKeyAlias("x"))))
        .isInstanceOfSatisfying(
            ServiceResponseException.class, e -> assertThat(e.getHttpStatusCode()).isEqualTo(401))
        .satisfies(e -> assertThat(code(e)).isEqualTo("APIGW.0301"));
  }

  @Test
  void aliases_createdListedDeleted() {
    String keyId = newKey(CreateKeyRequestBody.KeySpecEnum.AES_256);
    String alias = "alias/sdk-" + UUID.randomUUID();
    kms.createAlias(
        new CreateAliasRequest()
            .withBody(new CreateAliasRequestBody().withKeyId(keyId).withAlias(alias)));

    assertThat(aliasesOf(keyId)).hasSize(2).contains(alias);
    kms.deleteAlias(
        new DeleteAliasRequest()
            .withBody(new DeleteAliasRequestBody().withKeyId(keyId).withAliases(List.of(alias))));
    assertThat(aliasesOf(keyId)).hasSize(1).doesNotContain(alias);
  }

  private List<String> aliasesOf(String keyId) {
    return kms.listAliases(new ListAliasesRequest().withKeyId(keyId)).getBody().stream()
        .flatMap(page -> page.getAliases().stream())
        .map(AliasEntity::getAlias)
        .toList();
  }

  @Test
  void sign_byEllipticKey_validated() {
    String keyId = newKey(CreateKeyRequestBody.KeySpecEnum.EC_P256);
    String message = Base64.getEncoder().encodeToString("words".getBytes(StandardCharsets.UTF_8));
    String signature =
        kms.sign(
                new SignRequest()
                    .withBody(
                        new SignRequestBody()
                            .withKeyId(keyId)
                            .withMessage(message)
                            .withSigningAlgorithm(
                                SignRequestBody.SigningAlgorithmEnum.ECDSA_SHA_256)
                            .withMessageType(SignRequestBody.MessageTypeEnum.RAW)))
            .getSignature();

    assertThat(
            kms.validateSignature(
                    new ValidateSignatureRequest()
                        .withBody(
                            new VerifyRequestBody()
                                .withKeyId(keyId)
                                .withMessage(message)
                                .withSignature(signature)
                                .withSigningAlgorithm(
                                    VerifyRequestBody.SigningAlgorithmEnum.ECDSA_SHA_256)
                                .withMessageType(VerifyRequestBody.MessageTypeEnum.RAW)))
                .getSignatureValid())
        .isEqualTo("true");
  }
}
