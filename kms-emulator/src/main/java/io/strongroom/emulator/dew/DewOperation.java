package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.limit.Quota;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param method of HTTP
 * @param verb what follows {@code kms/} in its path
 */
record DewOperation(
    String method, String verb, Quota quota, Function<DewCall, Uni<WireReply>> run) {

  /** An operation of the usual form: POST, answered with an object. */
  DewOperation(String verb, Quota quota, Function<DewCall, Uni<JsonObject>> run) {
    this("POST", verb, quota, answering(run));
  }

  /** A GET that is answered with an object. */
  static DewOperation get(String verb, Quota quota, Function<DewCall, Uni<JsonObject>> run) {
    return new DewOperation("GET", verb, quota, answering(run));
  }

  private static Function<DewCall, Uni<WireReply>> answering(
      Function<DewCall, Uni<JsonObject>> run) {
    return call -> run.apply(call).map(reply -> WireReply.of(200, reply.toBuffer()));
  }

  /** An answer without a body. */
  static WireReply empty() {
    return WireReply.of(204, Buffer.buffer());
  }
}
