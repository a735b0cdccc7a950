package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults, records and hints, through the admin API. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AdminTest {

  @Inject KmsEndpoint endpoint;

  @Inject
  @ReactiveDataSource("kms")
  Pool pool;

  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void reset() {
    given().delete(admin("faults"));
    given().delete(admin("throttle"));
  }

  private String admin(String resource) {
    return endpoint.uri().orElseThrow() + "/_admin/" + resource;
  }

  private void fault(String json) {
    given().contentType("application/json").body(json).post(admin("faults")).then().statusCode(200);
  }

  private HttpResponse<String> call(String operation, String body) {
    return call(operation, body, Duration.ofMinutes(1));
  }

  private HttpResponse<String> call(String operation, String body, Duration timeout) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.uri().orElseThrow() + "/"))
            .header("X-Amz-Target", "TrentService." + operation)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String random() {
    HttpResponse<String> reply = call("GenerateRandom", "{\"NumberOfBytes\":8}");
    return reply.statusCode() == 200 ? "ok" : JsonPath.from(reply.body()).getString("__type");
  }

  private String newKeyArn() {
    return JsonPath.from(call("CreateKey", "{}").body()).getString("KeyMetadata.Arn");
  }

  @Test
  void fault_firstTwo_strikesTwiceThenStops() {
    fault(
        """
        {"name": "two", "operation": "GenerateRandom", "first": 2, "action": "error",
         "error": "ThrottlingException"}""");

    assertThat(List.of(random(), random(), random()))
        .containsExactly("ThrottlingException", "ThrottlingException", "ok");
    given()
        .get(admin("faults"))
        .then()
        .body("rules[0].matched", equalTo(3))
        .body("rules[0].struck", equalTo(2));
  }

  @Test
  void fault_everyThird_strikesTheThird() {
    fault(
        """
        {"operation": "GenerateRandom", "every": 3, "action": "error",
         "error": "KMSInternalException"}""");

    assertThat(List.of(random(), random(), random(), random()))
        .containsExactly("ok", "ok", "KMSInternalException", "ok");
  }

  @Test
  void fault_delay_answersLater() {
    fault("{\"operation\": \"GenerateRandom\", \"action\": \"delay\", \"millis\": 300}");

    long start = System.nanoTime();
    assertThat(random()).isEqualTo("ok");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void fault_hangResetTruncate_breakTheExchange() {
    fault("{\"operation\": \"GenerateRandom\", \"first\": 1, \"action\": \"hang\"}");
    Duration patience = Duration.ofSeconds(3);
    assertThatThrownBy(() -> call("GenerateRandom", "{\"NumberOfBytes\":8}", patience))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    fault("{\"name\": \"r\", \"operation\": \"ListKeys\", \"first\": 1, \"action\": \"reset\"}");
    assertThatThrownBy(() -> call("ListKeys", "{}")).hasCauseInstanceOf(IOException.class);
    fault(
        "{\"name\": \"t\", \"operation\": \"ListAliases\", \"first\": 1, \"action\": \"truncate\"}");
    assertThatThrownBy(() -> call("ListAliases", "{}")).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void fault_afterTheEffect_losesTheAnswerOnly() {
    String arn = newKeyArn();
    fault(
        "{\"operation\": \"DisableKey\", \"when\": \"after\", \"action\": \"error\","
            + " \"error\": \"DependencyTimeoutException\", \"key\": \""
            + arn.substring(arn.indexOf('/') + 1)
            + "\"}");

    assertThat(call("DisableKey", "{\"KeyId\":\"" + arn + "\"}").statusCode()).isEqualTo(500);
    assertThat(call("DescribeKey", "{\"KeyId\":\"" + arn + "\"}").body())
        .contains("\"KeyState\":\"Disabled\"");
  }

  @Test
  void fault_notUnderstood_refused() {
    given()
        .body("{\"action\":\"explode\"}".getBytes())
        .post(admin("faults"))
        .then()
        .statusCode(400);
    given().body("nonsense".getBytes()).post(admin("faults")).then().statusCode(400);
  }

  @Test
  void throttle_withHints_sendsTheHeaders() {
    given()
        .contentType("application/json")
        .body("{\"requestsPerSecond\":1,\"retryAfterSeconds\":2,\"amzRetryAfterMillis\":1500}")
        .put(admin("throttle"));
    random();
    HttpResponse<String> refused = call("GenerateRandom", "{\"NumberOfBytes\":8}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(refused.headers().firstValue("x-amz-retry-after")).hasValue("1500");
  }

  @Test
  void audit_recordsCallsAndRefusalsWithoutPlaintext() {
    String arn = newKeyArn();
    String secret = Base64.getEncoder().encodeToString("top secret words".getBytes());
    call(
        "Encrypt",
        "{\"KeyId\":\""
            + arn
            + "\",\"Plaintext\":\""
            + secret
            + "\",\"EncryptionContext\":{\"who\":\"me\"}}");
    call("DisableKey", "{\"KeyId\":\"" + arn + "\"}");
    call("Encrypt", "{\"KeyId\":\"" + arn + "\",\"Plaintext\":\"" + secret + "\"}");

    String found = given().queryParam("key", arn).get(admin("audit")).asString();

    List<Map<String, Object>> records = JsonPath.from(found).getList("Records");
    assertThat(records.stream().map(r -> r.get("eventName")))
        .containsExactly("Encrypt", "DisableKey", "Encrypt", "CreateKey");
    assertThat(records.getFirst()).containsEntry("errorCode", "DisabledException");
    assertThat(records.get(2).get("requestParameters").toString()).contains("who=me");
    assertThat(found).doesNotContain(secret);
  }

  @Test
  void audit_oneCharacterChanged_noticed() {
    newKeyArn();
    newKeyArn();
    given().get(admin("audit/verify")).then().body("intact", equalTo(true));

    String change =
        "UPDATE kms.audit_record SET record = replace(record, '%s', '%s') WHERE seq = 1";
    pool.query(change.formatted("eventName", "eventNamE")).executeAndAwait();
    given()
        .get(admin("audit/verify"))
        .then()
        .body("intact", equalTo(false))
        .body("brokenAt", equalTo(1));

    pool.query(change.formatted("eventNamE", "eventName")).executeAndAwait();
    given().get(admin("audit/verify")).then().body("intact", equalTo(true));
  }

  @Test
  void audit_lastRecordRemoved_noticed() {
    newKeyArn();
    given().get(admin("audit/verify")).then().body("intact", equalTo(true));
    pool.query("CREATE TABLE kms.saved AS SELECT * FROM kms.audit_record ORDER BY seq DESC LIMIT 1")
        .executeAndAwait();
    pool.query("DELETE FROM kms.audit_record WHERE seq = (SELECT seq FROM kms.saved)")
        .executeAndAwait();

    given().get(admin("audit/verify")).then().body("intact", equalTo(false));

    pool.query("INSERT INTO kms.audit_record SELECT * FROM kms.saved").executeAndAwait();
    pool.query("DROP TABLE kms.saved").executeAndAwait();
  }

  @Test
  void getKeyLastUsage_namesTheLastUse() {
    String arn = newKeyArn();
    call("GenerateDataKey", "{\"KeyId\":\"" + arn + "\",\"KeySpec\":\"AES_256\"}");

    assertThat(
            JsonPath.from(call("GetKeyLastUsage", "{\"KeyId\":\"" + arn + "\"}").body())
                .getString("KeyLastUsage.Operation"))
        .isEqualTo("GenerateDataKey");
  }
}
