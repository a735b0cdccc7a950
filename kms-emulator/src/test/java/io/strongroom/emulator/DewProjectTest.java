package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.kms.v2.KmsClient;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateDatakeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DecryptDataRequest;
import com.huaweicloud.sdk.kms.v2.model.DecryptDataRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DisableKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.EncryptDataRequest;
import com.huaweicloud.sdk.kms.v2.model.EncryptDataRequestBody;
import com.huaweicloud.sdk.kms.v2.model.ListAliasesRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKeyDetailRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKeysRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKeysRequestBody;
import com.huaweicloud.sdk.kms.v2.model.OperateKeyRequestBody;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys belong to the project they were made in, whatever key signs the request. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DewProjectTest {

  @Inject KmsEndpoint endpoint;

  private final String alias = "p-" + UUID.randomUUID();
  private KmsClient own;
  private KmsClient other;
  private String keyId;

  @BeforeEach
  void connect() {
    own = client("project1");
    other = client("project2");
    keyId =
        own.createKey(
                new CreateKeyRequest().withBody(new CreateKeyRequestBody().withKeyAlias(alias)))
            .getKeyInfo()
            .getKeyId();
  }

  private KmsClient client(String project) {
    return KmsClient.newBuilder()
        .withCredential(
            new BasicCredentials()
                .withAk(PostgresResource.ACCESS_KEY)
                .withSk(PostgresResource.SECRET_KEY)
                .withProjectId(project))
        .withEndpoints(List.of(endpoint.uri().orElseThrow().toString()))
        .build();
  }

  private static void describe(KmsClient kms, String name) {
    kms.listKeyDetail(
        new ListKeyDetailRequest().withBody(new OperateKeyRequestBody().withKeyId(name)));
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceResponseException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
  }

  private List<String> keys(KmsClient kms) {
    return kms.listKeys(new ListKeysRequest().withBody(new ListKeysRequestBody().withLimit("1000")))
        .getKeys();
  }

  @Test
  void key_ofAnotherProject_doesNotExist() {
    describe(own, keyId);
    for (String name : List.of(keyId, "alias/" + alias)) {
      assertRefused(() -> describe(other, name), "KMS.0207");
    }
    assertRefused(
        () ->
            other.createDatakey(
                new CreateDatakeyRequest()
                    .withBody(new CreateDatakeyRequestBody().withKeyId(keyId))),
        "KMS.0207");
    assertRefused(
        () ->
            other.disableKey(
                new DisableKeyRequest().withBody(new OperateKeyRequestBody().withKeyId(keyId))),
        "KMS.0207");
  }

  @Test
  void ciphertext_ofAnotherProject_opensNowhereElse() {
    String sealed =
        own.encryptData(
                new EncryptDataRequest()
                    .withBody(new EncryptDataRequestBody().withKeyId(keyId).withPlainText("x")))
            .getCipherText();
    DecryptDataRequest request =
        new DecryptDataRequest().withBody(new DecryptDataRequestBody().withCipherText(sealed));

    assertThat(own.decryptData(request).getPlainText()).isEqualTo("x");
    assertRefused(() -> other.decryptData(request), "KMS.2201");
  }

  @Test
  void lists_showTheProjectsOwnOnly() {
    assertThat(keys(own)).contains(keyId);
    assertThat(keys(other)).doesNotContain(keyId);
    assertThat(other.listAliases(new ListAliasesRequest()).toString()).doesNotContain(alias);
  }
}
