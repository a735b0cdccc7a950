package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonObject;

/**
 * An answer.
 *
 * @param code of the error; empty for success
 */
record Reply(int status, String code, String message, JsonObject body) {

  boolean isDone() {
    return code.isEmpty();
  }

  /** A member that a test needs, at a path with dots. */
  String text(String path) {
    Object value = body;
    for (String name : path.split("\\.")) {
      value = ((JsonObject) value).getValue(name);
    }
    if (value == null) {
      throw new AssertionError("no " + path + " in " + body);
    }
    return value.toString();
  }
}
