package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.UnsignedProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Operations on no key: what an account has of them, and stores of keys, of which there are none.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AccountWideTest {

  private static final String PROJECT = "/v1.0/project1/";

  @Inject KmsEndpoint endpoint;

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
  }

  private JsonObject get(String path) {
    Reply reply = wire.dew("GET", path, new JsonObject());
    assertThat(reply.isDone()).as("%s", reply).isTrue();
    return reply.body();
  }

  @Test
  void instances_countKeys() {
    int before = get(PROJECT + "kms/user-instances").getInteger("instance_num");
    new DewApi(wire).newKey(Sort.SYMMETRIC);

    // The API makes a key of its own beside the one that is asked for.
    assertThat(get(PROJECT + "kms/user-instances").getInteger("instance_num"))
        .isEqualTo(before + 2);
  }

  @Test
  void quotas_sayWhatIsUsedAndWhatThereIs() {
    int keys = get(PROJECT + "kms/user-instances").getInteger("instance_num");
    JsonObject quota =
        get(PROJECT + "kms/user-quotas")
            .getJsonObject("quotas")
            .getJsonArray("resources")
            .getJsonObject(0);

    assertThat(quota.getString("type")).isEqualTo("CMK");
    assertThat(quota.getInteger("used")).isEqualTo(keys);
    assertThat(quota.getInteger("quota")).isEqualTo(100_000);
  }

  @Test
  void projectTags_haveTheValuesOfAllKeys() {
    DewApi api = new DewApi(wire);
    String name = "t-" + UUID.randomUUID();
    for (String value : new String[] {"a", "b"}) {
      JsonObject tag = new JsonObject().put("key", name).put("value", value);
      String keyId = api.newKey(Sort.SYMMETRIC);
      assertThat(
              wire.dew("POST", PROJECT + "kms/" + keyId + "/tags", new JsonObject().put("tag", tag))
                  .isDone())
          .isTrue();
    }

    assertThat(get(PROJECT + "kms/tags").getJsonArray("tags"))
        .contains(
            new JsonObject().put("key", name).put("values", new JsonArray().add("a").add("b")));
  }

  @Test
  void regions_theCallersOwn() {
    assertThat(get("/v2/project1/kms/regions").getJsonArray("regions"))
        .isEqualTo(new JsonArray().add("us-east-1"));
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "DELETE, ''", "POST, /enable", "POST, /disable"})
  void dewKeyStore_isUnknown(String method, String more) {
    assertThat(wire.dew(method, PROJECT + "keystores/mine" + more, new JsonObject()).code())
        .isEqualTo("KMS.0308");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConnectCustomKeyStore",
        "DisconnectCustomKeyStore",
        "UpdateCustomKeyStore",
        "DeleteCustomKeyStore"
      })
  void awsKeyStore_isUnknown(String operation) {
    assertThat(wire.aws(operation, new JsonObject().put("CustomKeyStoreId", "cks-1")).code())
        .isEqualTo("CustomKeyStoreNotFoundException");
  }
}
