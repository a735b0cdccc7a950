package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health, metrics, the admin API's document, and the rarer faults. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class OperatingTest {

  @Inject KmsEndpoint endpoint;

  @AfterEach
  void reset() {
    given().delete(path("/_admin/faults"));
    given().delete(path("/_admin/throttle"));
    given().delete(path("/_admin/clock"));
    given().delete(path("/_admin/trace"));
  }

  private String path(String path) {
    return endpoint.uri().orElseThrow() + path;
  }

  private void put(String resource, String json) {
    given().body(bytes(json)).put(path("/_admin/" + resource)).then().statusCode(200);
  }

  private void fault(String json) {
    given().body(bytes(json)).post(path("/_admin/faults")).then().statusCode(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Response call(String operation, String body) {
    return given()
        .header("X-Amz-Target", "TrentService." + operation)
        .body(bytes(body))
        .post(path("/"));
  }

  @Test
  void health_withItsDatabase_isUp() {
    given().get(path("/health")).then().statusCode(200).body("checks.database", equalTo("UP"));
    given().get(path("/health/live")).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void metrics_tellOfCallsQuotasAndRules() {
    put("throttle", "{\"requestsPerSecond\": 1}");
    fault("{\"name\": \"a \\\"rule\\\"\", \"operation\": \"ListKeys\", \"action\": \"delay\"}");
    call("GenerateRandom", "{\"NumberOfBytes\":1}");
    call("GenerateRandom", "{\"NumberOfBytes\":1}");
    call("ListKeys", "{}");

    String page = given().get(path("/metrics")).asString();

    assertThat(page)
        .contains("strongroom_kms_calls_total{operation=\"GenerateRandom\"} ")
        .contains("strongroom_kms_refusals_total{error=\"ThrottlingException\"} ")
        .contains("strongroom_kms_call_seconds_count{operation=\"GenerateRandom\"} ")
        .contains(
            "strongroom_kms_quota_allowed_total{account=\"000000000000\",region=\"us-east-1\","
                + "quota=\"symmetric\"} 1\n")
        .contains("strongroom_kms_quota_tokens{account=\"000000000000\"")
        .contains("strongroom_kms_fault_struck_total{rule=\"a \\\"rule\\\"\"} 1\n")
        .contains("strongroom_kms_audit_waiting ");
    assertThat(page.lines())
        .allMatch(
            line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{.*\\})? -?[0-9.]+(E-?[0-9]+)?"));
  }

  @Test
  void openApi_namesEveryResourceThatAnswers() {
    Map<String, Map<String, Object>> paths =
        given().get(path("/_admin/openapi.json")).jsonPath().getMap("paths");

    assertThat(paths).isNotEmpty();
    paths.forEach(
        (resource, methods) ->
            methods.forEach(
                (method, description) ->
                    assertThat(given().request(method.toUpperCase(), path(resource)).statusCode())
                        .as(method + " " + resource)
                        .isNotEqualTo(404)));
    assertThat(paths.keySet())
        .containsAll(
            List.of(
                "/_admin/throttle",
                "/_admin/stats",
                "/_admin/faults",
                "/_admin/clock",
                "/_admin/trace",
                "/_admin/audit",
                "/_admin/audit/verify",
                "/_admin/deletions",
                "/_admin/reset",
                "/health",
                "/metrics"));
  }

  @Test
  void fault_garble_sendsAPageOfHtml() {
    fault("{\"operation\": \"ListKeys\", \"action\": \"garble\"}");

    Response reply = call("ListKeys", "{}");

    assertThat(reply.contentType()).startsWith("text/html");
    assertThat(reply.asString()).startsWith("<html>");
  }

  @Test
  void fault_stale_showsTheAnswerFromBefore() {
    String arn = JsonPath.from(call("CreateKey", "{}").asString()).getString("KeyMetadata.Arn");
    String id = "{\"KeyId\":\"" + arn + "\"}";
    fault("{\"name\": \"s\", \"operation\": \"DescribeKey\", \"action\": \"stale\"}");
    call("DescribeKey", id);
    call("DisableKey", id);

    assertThat(call("DescribeKey", id).jsonPath().getString("KeyMetadata.KeyState"))
        .isEqualTo("Enabled");
    given().delete(path("/_admin/faults?name=s")).then().statusCode(200);
    assertThat(call("DescribeKey", id).jsonPath().getString("KeyMetadata.KeyState"))
        .isEqualTo("Disabled");
  }

  @Test
  void fault_logNormalDelay_isTaken_andUnknownMembersAreNot() {
    fault("{\"operation\": \"ListKeys\", \"action\": \"delay\", \"millis\": 1, \"sigma\": 0.5}");
    assertThat(call("ListKeys", "{}").statusCode()).isEqualTo(200);
    given()
        .body(bytes("{\"action\": \"hang\", \"operatoin\": \"ListKeys\"}"))
        .post(path("/_admin/faults"))
        .then()
        .statusCode(400);
  }

  @Test
  void fault_clock_farOffRefusesTheSignature_nearShowsInTheDate() {
    fault("{\"name\": \"c\", \"action\": \"clock\", \"millis\": -960000}");
    assertThat(call("ListKeys", "{}").jsonPath().getString("__type"))
        .isEqualTo("InvalidSignatureException");

    fault("{\"name\": \"c\", \"action\": \"clock\", \"millis\": -600000}");
    Response reply = call("ListKeys", "{}");
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(
            ZonedDateTime.parse(reply.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant())
        .isBefore(Instant.now().minusSeconds(590));
  }

  @Test
  void trace_replayed_strikesTheSameCalls() {
    fault(
        "{\"name\": \"f\", \"operation\": \"ListKeys\", \"action\": \"error\", \"error\":"
            + " \"KMSInternalException\", \"probability\": 0.5, \"seed\": 7}");
    List<Integer> original = statusesOfTenCalls();
    assertThat(original).contains(200, 500);

    JsonObject trace = new JsonObject(given().get(path("/_admin/trace")).asString());
    assertThat(trace.getJsonArray("strikes"))
        .hasSize((int) original.stream().filter(status -> status == 500).count());
    given().delete(path("/_admin/faults"));
    assertThat(statusesOfTenCalls()).containsOnly(200);
    trace.getJsonArray("replay").forEach(rule -> fault(rule.toString()));

    assertThat(statusesOfTenCalls()).isEqualTo(original);
  }

  private List<Integer> statusesOfTenCalls() {
    return IntStream.range(0, 10).mapToObj(i -> call("ListKeys", "{}").statusCode()).toList();
  }

  @Test
  void trace_ofRandomDelays_replaysThemInMilliseconds() {
    fault("{\"operation\": \"ListKeys\", \"action\": \"delay\", \"millis\": 1, \"maxMillis\": 9}");
    call("ListKeys", "{}");
    call("ListKeys", "{}");

    JsonObject trace = new JsonObject(given().get(path("/_admin/trace")).asString());
    JsonObject replay = trace.getJsonArray("replay").getJsonObject(0);
    assertThat(replay.getJsonArray("at").stream().toList()).isEqualTo(List.of(1, 2));
    assertThat(replay.getJsonArray("delays").stream().toList())
        .isEqualTo(
            trace.getJsonArray("strikes").stream()
                .map(strike -> ((JsonObject) strike).getValue("delayMillis"))
                .toList());
    assertThat(replay.fieldNames()).doesNotContain("maxMillis");
  }

  @Test
  void emulatorHeaders_switchedOn_nameOperationAndFaults() {
    assertThat(call("ListKeys", "{}").header("X-Emulator-Faults")).isNull();
    fault("{\"name\": \"one\", \"action\": \"error\", \"error\": \"KMSInternalException\"}");

    Response reply = call("ListKeys", "{}");

    assertThat(reply.header("X-Emulator-Faults")).isEqualTo("one");
    assertThat(reply.header("X-Emulator-Operation")).isEqualTo("ListKeys");
    assertThat(Long.parseLong(reply.header("X-Emulator-Micros"))).isPositive();
  }

  @Test
  void fault_nameThatIsNoHeaderValue_refused() {
    given()
        .body(bytes("{\"action\": \"hang\", \"name\": \"a\\r\\nb\"}"))
        .post(path("/_admin/faults"))
        .then()
        .statusCode(400);
  }

  @Test
  void clock_movedAhead_datesFollow() {
    put("clock", "{\"offsetMillis\": 86400000}");

    float created =
        JsonPath.from(call("CreateKey", "{}").asString()).getFloat("KeyMetadata.CreationDate");

    assertThat(created).isGreaterThan(Instant.now().plus(Duration.ofHours(23)).getEpochSecond());
  }

  @Test
  void throttle_profileTinyAndHotKeys_areInForce() {
    put("throttle", "{\"profile\": \"tiny\", \"shape\": \"window\", \"hotKeyChanges\": 1}");
    given()
        .get(path("/_admin/throttle"))
        .then()
        .body("quotas.symmetric", equalTo(5.0f))
        .body("shape", equalTo("window"));
    String id =
        "{\"KeyId\":\""
            + JsonPath.from(call("CreateKey", "{}").asString()).getString("KeyMetadata.KeyId")
            + "\"}";

    assertThat(call("DisableKey", id).statusCode()).isEqualTo(200);
    assertThat(call("EnableKey", id).jsonPath().getString("__type"))
        .isEqualTo("ThrottlingException");
  }

  @Test
  void reset_whereNotSwitchedOn_refused() {
    given().post(path("/_admin/reset")).then().statusCode(403);
  }
}
