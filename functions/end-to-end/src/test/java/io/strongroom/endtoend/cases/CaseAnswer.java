package io.strongroom.endtoend.cases;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server has answered. */
@SuppressWarnings("ArrayRecordComponent") // Never compared or printed.
record CaseAnswer(int status, HttpHeaders headers, byte[] body) {

  Optional<String> header(String name) {
    var values = headers.allValues(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Optional<XmlAnswerView> xml() {
    return XmlAnswerView.parse(body);
  }

  /** For messages: the status and, of a refusal, its code. */
  String summary() {
    String code = xml().flatMap(document -> document.text("Code")).orElse("");
    String message = xml().flatMap(document -> document.text("Message")).orElse("");
    return (status + " " + code + " " + message).strip();
  }
}
