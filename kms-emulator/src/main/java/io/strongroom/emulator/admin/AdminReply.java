package io.strongroom.emulator.admin;

import io.vertx.core.json.JsonObject;

/** Status and body of an answer of the admin API. */
public record AdminReply(int status, JsonObject body) {

  static AdminReply ok(JsonObject body) {
    return new AdminReply(200, body);
  }

  static AdminReply refused(int status, String message) {
    return new AdminReply(status, new JsonObject().put("message", message));
  }
}
