package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of the AWS API.
 *
 * @param run the reply's members; empty for operations that answer with an empty body
 */
record AwsOperation(String name, Quota quota, Function<AwsCall, Uni<Optional<JsonObject>>> run) {

  /** An operation with a reply. */
  static AwsOperation answering(String name, Quota quota, Function<AwsCall, Uni<JsonObject>> run) {
    return new AwsOperation(name, quota, call -> run.apply(call).map(Optional::of));
  }

  /** An operation whose success is an empty body. */
  static AwsOperation silent(String name, Quota quota, Function<AwsCall, Uni<?>> run) {
    return new AwsOperation(name, quota, call -> run.apply(call).replaceWith(Optional.empty()));
  }
}
