package io.strongroom.gateway.kms;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.aws.InProcessCall;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.kms.aws.AwsErrorCodes;
import io.strongroom.kms.aws.KeyDecisions;
import io.strongroom.kms.wire.RetryHints;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Calls of the KMS in this process: what a connection would carry, faults included, without one.
 * Thread-safe; never blocks.
 */
final class DirectCalls {

  private final Function<InProcessCall, Uni<WireReply>> kms;
  private final Executor contexts;
  private final String accessKeyId;
  private final Region region;

  /**
   * @param kms answers calls, and never fails
   * @param contexts runs each call on a Vert.x context of its own
   * @param accessKeyId whose rights the calls have
   */
  DirectCalls(
      Function<InProcessCall, Uni<WireReply>> kms,
      Executor contexts,
      String accessKeyId,
      Region region) {
    this.kms = kms;
    this.contexts = contexts;
    this.accessKeyId = accessKeyId;
    this.region = region;
  }

  /** Fails with a {@link KmsException} only. */
  <T> CompletionStage<T> ask(
      String operation, JsonObject input, Requester requester, Function<JsonObject, T> read) {
    InProcessCall call =
        new InProcessCall(
            operation,
            input,
            accessKeyId,
            region,
            Optional.of(requester.principal()).filter(who -> !who.isService()),
            given(requester.requestId()));
    CompletableFuture<WireReply> reply = new CompletableFuture<>();
    contexts.execute(
        () -> kms.apply(call).subscribe().with(reply::complete, reply::completeExceptionally));
    return reply.thenCompose(answer -> delivered(operation, answer)).thenApply(read);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  /** An answer that a connection would lose is lost here too. */
  private static CompletionStage<JsonObject> delivered(String operation, WireReply reply) {
    return switch (reply.delivery()) {
      case NORMAL ->
          reply.status() == 200
              ? CompletableFuture.completedFuture(members(reply))
              : CompletableFuture.failedFuture(refusal(operation, reply));
      case HANG -> new CompletableFuture<>();
      case RESET, TRUNCATE ->
          CompletableFuture.failedFuture(
              new KmsException.Unavailable(operation + ": the KMS broke off its answer"));
    };
  }

  /** The answer's members, and what is told beside it by its header's name. */
  private static JsonObject members(WireReply reply) {
    JsonObject members = json(reply.body());
    reply.headers().forEach((name, value) -> members.put(name.toLowerCase(Locale.ROOT), value));
    return members;
  }

  private static JsonObject json(Buffer body) {
    return body.length() == 0 ? new JsonObject() : new JsonObject(body);
  }

  private static KmsException refusal(String operation, WireReply reply) {
    JsonObject body = json(reply.body());
    String code = body.getString("__type", "");
    String message = body.getString("message", body.getString("Message", operation + " failed"));
    Map<String, String> headers =
        reply.headers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    Function<String, Optional<String>> header =
        name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    KmsException failure =
        AwsErrorCodes.failure(
            code,
            message,
            reply.status(),
            RetryHints.parse(header, InstantSource.system()),
            operation);
    return failure instanceof KmsException.AccessDenied
        ? new KmsException.AccessDenied(message, KeyDecisions.refusedBy(header))
        : failure;
  }
}
