package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.kms.v2.KmsClient;
import com.huaweicloud.sdk.kms.v2.model.ActionResources;
import com.huaweicloud.sdk.kms.v2.model.BatchCreateKmsTagsRequest;
import com.huaweicloud.sdk.kms.v2.model.BatchCreateKmsTagsRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateEcDatakeyPairRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateEcDatakeyPairRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateEcDatakeyPairResponse;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateKeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateKmsTagRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateKmsTagRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateRsaDatakeyPairRequest;
import com.huaweicloud.sdk.kms.v2.model.CreateRsaDatakeyPairRequestBody;
import com.huaweicloud.sdk.kms.v2.model.CreateRsaDatakeyPairResponse;
import com.huaweicloud.sdk.kms.v2.model.DecryptDataRequest;
import com.huaweicloud.sdk.kms.v2.model.DecryptDataRequestBody;
import com.huaweicloud.sdk.kms.v2.model.DeleteTagRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKeyStoresRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKmsByTagsRequest;
import com.huaweicloud.sdk.kms.v2.model.ListKmsByTagsRequestBody;
import com.huaweicloud.sdk.kms.v2.model.ListKmsByTagsResponse;
import com.huaweicloud.sdk.kms.v2.model.ListKmsTagsRequest;
import com.huaweicloud.sdk.kms.v2.model.ReplicateKeyRequest;
import com.huaweicloud.sdk.kms.v2.model.ReplicateKeyRequestBody;
import com.huaweicloud.sdk.kms.v2.model.ShowKeyStoreRequest;
import com.huaweicloud.sdk.kms.v2.model.ShowKmsTagsRequest;
import com.huaweicloud.sdk.kms.v2.model.Tag;
import com.huaweicloud.sdk.kms.v2.model.TagItem;
import com.huaweicloud.sdk.kms.v2.model.UpdatePrimaryRegionRequest;
import com.huaweicloud.sdk.kms.v2.model.UpdatePrimaryRegionRequestBody;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the Huawei SDK's client has beyond keys and data keys: tags, pairs, replicas, key stores.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DewFurtherTest {

  @Inject KmsEndpoint endpoint;

  private KmsClient dew;
  private String keyId;

  @BeforeEach
  void connect() {
    dew =
        KmsClient.newBuilder()
            .withCredential(
                new BasicCredentials()
                    .withAk(PostgresResource.ACCESS_KEY)
                    .withSk(PostgresResource.SECRET_KEY)
                    .withProjectId("tags-" + UUID.randomUUID()))
            .withEndpoints(List.of(endpoint.uri().orElseThrow().toString()))
            .build();
    keyId = newKey("orders-" + UUID.randomUUID());
  }

  private String newKey(String alias) {
    return dew.createKey(
            new CreateKeyRequest().withBody(new CreateKeyRequestBody().withKeyAlias(alias)))
        .getKeyInfo()
        .getKeyId();
  }

  private void tag(String id, String name, String value) {
    dew.createKmsTag(
        new CreateKmsTagRequest()
            .withKeyId(id)
            .withBody(
                new CreateKmsTagRequestBody()
                    .withTag(new TagItem().withKey(name).withValue(value))));
  }

  private List<TagItem> tags(String id) {
    return dew.showKmsTags(new ShowKmsTagsRequest().withKeyId(id)).getTags();
  }

  @Test
  void tags_setShownAndTaken() {
    tag(keyId, "team", "orders");
    tag(keyId, "team", "invoices");
    tag(keyId, "stage/east", "live");

    assertThat(tags(keyId))
        .extracting(TagItem::getKey, TagItem::getValue)
        .containsExactly(tuple("stage/east", "live"), tuple("team", "invoices"));

    dew.deleteTag(new DeleteTagRequest().withKeyId(keyId).withKey("team"));
    assertThat(tags(keyId)).extracting(TagItem::getKey).containsExactly("stage/east");
  }

  @Test
  void tags_manyAtOnce_createdAndDeleted() {
    List<TagItem> two =
        List.of(
            new TagItem().withKey("a").withValue("1"), new TagItem().withKey("b").withValue("2"));
    BatchCreateKmsTagsRequest request = new BatchCreateKmsTagsRequest().withKeyId(keyId);

    dew.batchCreateKmsTags(
        request.withBody(new BatchCreateKmsTagsRequestBody().withTags(two).withAction("create")));
    assertThat(tags(keyId)).hasSize(2);
    dew.batchCreateKmsTags(
        request.withBody(new BatchCreateKmsTagsRequestBody().withTags(two).withAction("delete")));
    assertThat(tags(keyId)).isEmpty();
  }

  @Test
  void keysByTag_foundOfThisProjectOnly() {
    String second = newKey("second-" + UUID.randomUUID());
    tag(keyId, "team", "orders");
    tag(second, "team", "invoices");

    assertThat(dew.listKmsTags(new ListKmsTagsRequest()).getTags())
        .extracting(Tag::getKey, Tag::getValues)
        .containsExactly(tuple("team", List.of("invoices", "orders")));
    ListKmsByTagsResponse found = find("filter", "team", List.of("orders"));
    assertThat(found.getResources())
        .extracting(ActionResources::getResourceId)
        .containsExactly(keyId);
    assertThat(found.getTotalCount()).isEqualTo(1);
    assertThat(find("count", "team", List.of()).getTotalCount()).isEqualTo(2);
    assertThat(find("filter", "team", List.of("nobody")).getResources()).isEmpty();
  }

  private ListKmsByTagsResponse find(String action, String name, List<String> values) {
    return dew.listKmsByTags(
        new ListKmsByTagsRequest()
            .withResourceInstances("resource_instances")
            .withBody(
                new ListKmsByTagsRequestBody()
                    .withAction(action)
                    .withTags(List.of(new Tag().withKey(name).withValues(values)))));
  }

  @Test
  void ecPair_privateHalfOpensByDecryptData() throws Exception {
    CreateEcDatakeyPairResponse pair =
        dew.createEcDatakeyPair(
            new CreateEcDatakeyPairRequest()
                .withBody(
                    new CreateEcDatakeyPairRequestBody()
                        .withKeyId(keyId)
                        .withKeySpec(CreateEcDatakeyPairRequestBody.KeySpecEnum.ECC_NIST_P384)));

    String opened =
        dew.decryptData(
                new DecryptDataRequest()
                    .withBody(
                        new DecryptDataRequestBody()
                            .withCipherText(pair.getPrivateKeyCipherText())))
            .getPlainTextBase64();
    assertThat(opened).isEqualTo(pair.getPrivateKeyPlainText());
    KeyFactory keys = KeyFactory.getInstance("EC");
    Signature signature = Signature.getInstance("SHA384withECDSA");
    signature.initSign(
        keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(opened))));
    byte[] made = signature.sign();
    signature.initVerify(
        keys.generatePublic(
            new X509EncodedKeySpec(Base64.getDecoder().decode(pair.getPublicKey()))));
    assertThat(signature.verify(made)).isTrue();
  }

  @Test
  void rsaPair_withoutPlaintext_showsNone() {
    CreateRsaDatakeyPairResponse pair =
        dew.createRsaDatakeyPair(
            new CreateRsaDatakeyPairRequest()
                .withBody(
                    new CreateRsaDatakeyPairRequestBody()
                        .withKeyId(keyId)
                        .withKeySpec(CreateRsaDatakeyPairRequestBody.KeySpecEnum.RSA_2048)
                        .withWithPlainText(false)));

    assertThat(pair.getPrivateKeyPlainText()).isNull();
    assertThat(pair.getPrivateKeyCipherText()).isNotEmpty();
  }

  @Test
  void replicate_keyOfOneRegion_refused() {
    assertThatThrownBy(() -> replicate(keyId, "ap-southeast-3"))
        .isInstanceOfSatisfying(
            ClientRequestException.class,
            e -> assertThat(e.getErrorMsg()).contains("is not a multi-region primary key"));
  }

  private void replicate(String id, String region) {
    dew.replicateKey(
        new ReplicateKeyRequest()
            .withKeyId(id)
            .withBody(
                new ReplicateKeyRequestBody()
                    .withKeyId(id)
                    .withReplicaRegion(region)
                    .withKeyAlias("replica-" + UUID.randomUUID())
                    .withReplicaProjectId("elsewhere")));
  }

  @Test
  void replicate_multiRegionKey_isThereWithItsName_andThePrimaryMoves() {
    try (var here = Clients.kms(uri(), PostgresResource.ACCESS_KEY, "us-east-1");
        var there = Clients.kms(uri(), PostgresResource.ACCESS_KEY, "ap-southeast-3")) {
      String multi = here.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();

      replicate(multi, "ap-southeast-3");

      assertThat(there.listAliases(r -> r.keyId(multi)).aliases())
          .singleElement()
          .satisfies(alias -> assertThat(alias.aliasName()).startsWith("alias/replica-"));
      dew.updatePrimaryRegion(
          new UpdatePrimaryRegionRequest()
              .withKeyId(multi)
              .withBody(
                  new UpdatePrimaryRegionRequestBody()
                      .withKeyId(multi)
                      .withPrimaryRegion("ap-southeast-3")));
      assertThat(
              there
                  .describeKey(r -> r.keyId(multi))
                  .keyMetadata()
                  .multiRegionConfiguration()
                  .multiRegionKeyTypeAsString())
          .isEqualTo("PRIMARY");
    }
  }

  private URI uri() {
    return endpoint.uri().orElseThrow();
  }

  @Test
  void keyStores_none() {
    assertThat(dew.listKeyStores(new ListKeyStoresRequest()).getTotal()).isZero();
    assertThatThrownBy(() -> dew.showKeyStore(new ShowKeyStoreRequest().withKeystoreId("mine")))
        .isInstanceOf(ClientRequestException.class);
  }
}
