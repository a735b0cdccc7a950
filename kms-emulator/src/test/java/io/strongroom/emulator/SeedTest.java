package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.strongroom.emulator.admin.Seeder;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a seed makes, and the way back to it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(SeedProfile.class)
class SeedTest {

  @Inject KmsEndpoint endpoint;
  @Inject Seeder seeder;

  @BeforeEach
  void reset() {
    given().post(admin("reset")).then().statusCode(200);
  }

  private String admin(String resource) {
    return endpoint.uri().orElseThrow() + "/_admin/" + resource;
  }

  private JsonPath call(String operation, String region, String body) {
    return JsonPath.from(
        given()
            .header("X-Amz-Target", "TrentService." + operation)
            .header("Authorization", "Credential=x/20260101/" + region + "/kms/aws4_request")
            .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post(endpoint.uri().orElseThrow() + "/")
            .asString());
  }

  private JsonPath here(String operation, String body) {
    return call(operation, "eu-central-1", body);
  }

  @Test
  void seed_key_isAsWritten() {
    JsonPath key = here("DescribeKey", "{\"KeyId\":\"alias/seeded\"}");

    assertThat(key.getString("KeyMetadata.Arn"))
        .isEqualTo("arn:aws:kms:eu-central-1:000000000000:key/" + SeedProfile.KEY);
    assertThat(key.getString("KeyMetadata.Description")).isEqualTo("the tests' key");
    String id = "{\"KeyId\":\"" + SeedProfile.KEY + "\"}";
    assertThat(here("GetKeyPolicy", id).getString("Policy")).contains("\"AWS\":\"000000000000\"");
    assertThat(here("ListResourceTags", id).getString("Tags[0].TagKey")).isEqualTo("team");
    assertThat(here("GetKeyRotationStatus", id).getInt("RotationPeriodInDays")).isEqualTo(180);
    assertThat(here("ListGrants", id).getList("Grants.Name")).containsExactly("reader");
  }

  @Test
  void seed_disabledKeyOfAnotherAccount_isThere() {
    String arn = "arn:aws-cn:kms:cn-north-1:444455556666:key/" + SeedProfile.DISABLED_KEY;

    // It exists, and another account may not see it.
    assertThat(call("DescribeKey", "cn-north-1", "{\"KeyId\":\"" + arn + "\"}").getString("__type"))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void seed_throttleAndFaults_areInForce() {
    given().get(admin("throttle")).then().body("quotas.change_5", equalTo(3.0f));
    given().get(admin("faults")).then().body("rules[0].name", equalTo("seeded"));
  }

  @Test
  void reset_forgetsEverythingElse_andOldMessagesOfFixedMaterialOpen() {
    String made = here("CreateKey", "{}").getString("KeyMetadata.KeyId");
    String blob =
        here("Encrypt", "{\"KeyId\":\"alias/seeded\",\"Plaintext\":\"c2VjcmV0\"}")
            .getString("CiphertextBlob");
    assertThat(blob).isNotNull();

    reset();

    assertThat(here("DescribeKey", "{\"KeyId\":\"" + made + "\"}").getString("__type"))
        .isEqualTo("NotFoundException");
    assertThat(here("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}").getString("Plaintext"))
        .isEqualTo("c2VjcmV0");
    given().get(admin("audit/verify")).then().body("intact", equalTo(true));
  }

  @Test
  void apply_again_changesNothing() {
    here("DisableKey", "{\"KeyId\":\"" + SeedProfile.KEY + "\"}");

    seeder.apply().subscribe().asCompletionStage().join();

    assertThat(
            here("DescribeKey", "{\"KeyId\":\"" + SeedProfile.KEY + "\"}")
                .getString("KeyMetadata.KeyState"))
        .isEqualTo("Disabled");
    assertThat(here("ListAliases", "{}").getList("Aliases.findAll { it.TargetKeyId }.AliasName"))
        .isEqualTo(List.of("alias/seeded"));
  }
}
