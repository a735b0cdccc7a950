package io.strongroom.function.console;

import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.vertx.core.json.JsonObject;

/** What the console's script is told. */
final class Script {

  private Script() {}

  static Reply refusal(Refused refused) {
    return new Reply.Data(
        refused.status(),
        new JsonObject().put("code", refused.code()).put("message", refused.message()).encode());
  }
}
