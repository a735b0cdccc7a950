package io.strongroom.function.console.visit;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlReader;
import io.strongroom.runtime.http.InnerRefusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What clients are told of failures, in the words that people are told. */
final class RefusalWords {

  private static final String CODE = "Code";
  private static final String MESSAGE = "Message";

  private RefusalWords() {}

  static Refused of(InnerRefusal refusal) {
    WireResponse wire = refusal.wire();
    byte[] body = wire.body();
    return body.length > 0 && body[0] == '{'
        ? json(wire.status(), body, refusal.requestId())
        : xml(wire.status(), body, refusal.requestId());
  }

  private static Refused json(int status, byte[] body, String requestId) {
    try {
      JsonObject told = new JsonObject(new String(body, StandardCharsets.UTF_8));
      String type = told.getString("__type", "Failed");
      return new Refused(
          status,
          type.substring(type.indexOf('#') + 1),
          told.getString("message", told.getString(MESSAGE, type)),
          requestId);
    } catch (DecodeException | ClassCastException untold) {
      return unknown(status, requestId);
    }
  }

  private static Refused xml(int status, byte[] body, String requestId) {
    try {
      XmlElement root = XmlReader.read(body, XmlLimits.SMALL);
      XmlElement error = root.find("Error").orElse(root);
      Optional<String> code = error.findText(CODE);
      return code.isEmpty()
          ? unknown(status, requestId)
          : new Refused(status, code.get(), error.findText(MESSAGE).orElse(code.get()), requestId);
    } catch (ObjectStoreException untold) {
      return unknown(status, requestId);
    }
  }

  /** ConsoleAnswers to HEAD have no body. */
  private static Refused unknown(int status, String requestId) {
    return switch (status) {
      case 403 -> new Refused(status, "AccessDenied", "Access Denied", requestId);
      case 404 -> new Refused(status, "NotFound", "It is not there.", requestId);
      default -> new Refused(status, "Failed", "The service answered " + status + ".", requestId);
    };
  }
}
