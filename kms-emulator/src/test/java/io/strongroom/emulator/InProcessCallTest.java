package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.emulator.aws.InProcessCall;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls without a connection are admitted, judged and recorded as those with one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InProcessCallTest {

  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";

  @Inject AwsDialect dialect;
  @Inject Vertx vertx;
  @Inject KmsEndpoint endpoint;

  @Test
  void call_onBehalfOfAUser_isTheUsersAndRecorded() {
    WireReply reply = call(PostgresResource.SERVICE_ACCESS_KEY, "CreateKey", Optional.of(ALICE));

    assertThat(reply.status()).isEqualTo(200);
    String arn = new JsonObject(reply.body()).getJsonObject("KeyMetadata").getString("Arn");
    assertThat(arn).startsWith("arn:aws:kms:eu-west-1:111122223333:");
    assertThat(
            given()
                .queryParam("key", arn)
                .get(endpoint.uri().orElseThrow() + "/_admin/audit")
                .asString())
        .contains("\"arn\":\"" + ALICE + "\"")
        .contains("\"invokedBy\":\"" + PostgresResource.SERVICE_ACCESS_KEY + "\"")
        .contains("\"objectRequestID\":\"object-request-2\"");
  }

  @Test
  void call_onBehalfByAnyoneElse_refused() {
    WireReply reply = call(PostgresResource.OTHER_ACCESS_KEY, "CreateKey", Optional.of(ALICE));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().toString()).contains("AccessDeniedException").contains("on behalf of");
  }

  @Test
  void call_byNobodyKnown_refused() {
    WireReply reply = call("AKIANOBODY", "CreateKey", Optional.empty());

    assertThat(reply.body().toString()).contains("UnrecognizedClientException");
  }

  @Test
  void call_ofNoOperation_refused() {
    WireReply reply = call(PostgresResource.SERVICE_ACCESS_KEY, "MakeKey", Optional.empty());

    assertThat(reply.body().toString()).contains("UnknownOperationException");
  }

  private WireReply call(String accessKeyId, String operation, Optional<String> principal) {
    InProcessCall call =
        new InProcessCall(
            operation,
            new JsonObject(),
            accessKeyId,
            Region.of("eu-west-1"),
            principal.map(PrincipalName::of),
            Optional.of("object-request-2"));
    CompletableFuture<WireReply> reply = new CompletableFuture<>();
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(
            now ->
                dialect
                    .answer(call)
                    .subscribe()
                    .with(reply::complete, reply::completeExceptionally));
    return reply.join();
  }
}
