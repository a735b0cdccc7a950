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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The grants that somebody may give back: found by whose they are, in either API. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class RetirableGrantsTest {

  private static final String KMS = "/v1.0/project1/kms/";
  private static final String ROOT = "arn:aws:iam::000000000000:root";

  @Inject KmsEndpoint endpoint;

  private Wire wire;
  private String user;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
    user = "arn:aws:iam::000000000000:user/" + UUID.randomUUID();
  }

  private String awsGrant(String retiring) {
    String keyId = new AwsApi(wire).newKey(Sort.SYMMETRIC);
    return wire.aws(
            "CreateGrant",
            new JsonObject()
                .put("KeyId", keyId)
                .put("GranteePrincipal", "arn:aws:iam::444455556666:user/eve")
                .put("RetiringPrincipal", retiring)
                .put("Operations", new JsonArray().add("Decrypt")))
        .text("GrantId");
  }

  private Reply retirable(JsonObject more) {
    return wire.aws(
        "ListRetirableGrants", new JsonObject().put("RetiringPrincipal", user).mergeIn(more));
  }

  private static List<String> ids(JsonArray grants, String member) {
    return grants.stream().map(grant -> ((JsonObject) grant).getString(member)).toList();
  }

  @Test
  void aws_grantsOfAllKeys_ofOnePrincipalOnly() {
    String first = awsGrant(user);
    String second = awsGrant(user);
    awsGrant("arn:aws:iam::000000000000:user/" + UUID.randomUUID());

    assertThat(ids(retirable(new JsonObject()).body().getJsonArray("Grants"), "GrantId"))
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aws_inPages_eachOnce() {
    List<String> made = List.of(awsGrant(user), awsGrant(user));

    Reply first = retirable(new JsonObject().put("Limit", 1));
    Reply second =
        retirable(new JsonObject().put("Limit", 1).put("Marker", first.text("NextMarker")));

    assertThat(first.body().getBoolean("Truncated")).isTrue();
    assertThat(second.body().getBoolean("Truncated")).isFalse();
    assertThat(
            List.of(
                ids(first.body().getJsonArray("Grants"), "GrantId"),
                ids(second.body().getJsonArray("Grants"), "GrantId")))
        .containsExactlyInAnyOrder(List.of(made.getFirst()), List.of(made.getLast()));
  }

  @Test
  void aws_principalOfAnotherAccount_denied() {
    user = "arn:aws:iam::444455556666:user/eve";
    assertThat(retirable(new JsonObject()).code()).isEqualTo("AccessDeniedException");
  }

  @Test
  void aws_withoutAPrincipal_refused() {
    assertThat(wire.aws("ListRetirableGrants", new JsonObject()).code())
        .isEqualTo("ValidationException");
  }

  private static String ownId() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(ROOT.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }

  private Reply post(String verb, JsonObject members) {
    return wire.dew("POST", KMS + verb, members);
  }

  private JsonObject dewGrant(String retiring) {
    String keyId = new DewApi(wire).newKey(Sort.SYMMETRIC);
    String grantId =
        post(
                "create-grant",
                new JsonObject()
                    .put("key_id", keyId)
                    .put("grantee_principal", "0123456789abcdef0123456789abcdef")
                    .put("retiring_principal", retiring)
                    .put("operations", new JsonArray().add("decrypt-datakey")))
            .text("grant_id");
    return new JsonObject().put("key_id", keyId).put("grant_id", grantId);
  }

  private List<String> ownOfDew() {
    return ids(
        post("list-retirable-grants", new JsonObject().put("limit", "100"))
            .body()
            .getJsonArray("grants"),
        "grant_id");
  }

  @Test
  void dew_ownGrants_listed_othersNot() throws Exception {
    String own = dewGrant(ownId()).getString("grant_id");
    String foreign = dewGrant("f".repeat(32)).getString("grant_id");

    assertThat(ownOfDew()).contains(own).doesNotContain(foreign);
  }

  @Test
  void dew_retiredGrant_isGone() throws Exception {
    JsonObject grant = dewGrant(ownId());

    assertThat(post("retire-grant", grant).isDone()).isTrue();
    assertThat(ownOfDew()).doesNotContain(grant.getString("grant_id"));
    assertThat(post("retire-grant", grant).isDone()).isFalse();
  }

  @Test
  void dew_retireGrant_ofAnotherKey_refused() throws Exception {
    JsonObject grant = dewGrant(ownId());
    JsonObject other = dewGrant(ownId());

    assertThat(post("retire-grant", grant.copy().put("key_id", other.getString("key_id"))).isDone())
        .isFalse();
    assertThat(ownOfDew()).contains(grant.getString("grant_id"));
  }

  @Test
  void dew_retireGrant_withoutOne_refused() throws Exception {
    JsonObject grant = dewGrant(ownId());
    grant.remove("grant_id");
    assertThat(post("retire-grant", grant).code()).isEqualTo("KMS.0204");
  }
}
