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
 * @param path of its requests
 * @param verb its name
 */
record DewOperation(DewPath path, String verb, Quota quota, Function<DewCall, Uni<WireReply>> run) {

  private static final String VERBS = " /v1.0/{project_id}/kms/";

  /** An operation of the usual form: POST, answered with an object. */
  DewOperation(String verb, Quota quota, Function<DewCall, Uni<JsonObject>> run) {
    this("POST", verb, quota, answering(run));
  }

  /** An operation whose path ends in its name. */
  DewOperation(String method, String verb, Quota quota, Function<DewCall, Uni<WireReply>> run) {
    this(DewPath.parse(method + VERBS + verb), verb, quota, run);
  }

  /** A GET that is answered with an object. */
  static DewOperation get(String verb, Quota quota, Function<DewCall, Uni<JsonObject>> run) {
    return new DewOperation("GET", verb, quota, answering(run));
  }

  /**
   * An operation with a path of its own.
   *
   * @param path as {@link DewPath#parse} takes it
   */
  static DewOperation at(
      String path, String verb, Quota quota, Function<DewCall, Uni<WireReply>> run) {
    return new DewOperation(DewPath.parse(path), verb, quota, run);
  }

  private static Function<DewCall, Uni<WireReply>> answering(
      Function<DewCall, Uni<JsonObject>> run) {
    return call -> run.apply(call).map(DewOperation::reply);
  }

  /** An answer with an object. */
  static WireReply reply(JsonObject json) {
    return WireReply.of(200, json.toBuffer());
  }

  /** An answer without a body. */
  static WireReply empty() {
    return WireReply.of(204, Buffer.buffer());
  }
}
