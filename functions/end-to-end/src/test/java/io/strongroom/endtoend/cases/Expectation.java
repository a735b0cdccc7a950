package io.strongroom.endtoend.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares an answer with what a case expects of it, and says every difference. */
final class Expectation {
  private final JsonNode expect;
  private final Placeholders words;
  private final List<String> differences = new ArrayList<>();

  private Expectation(JsonNode expect, Placeholders words) {
    this.expect = expect;
    this.words = words;
  }

  /** The differences; none when the answer is as expected. */
  static List<String> differences(
      JsonNode expect, Placeholders words, CaseAnswer answer, boolean head) {
    Expectation expectation = new Expectation(expect, words);
    int status = expect.path("status").asInt();
    if (status != answer.status()) {
      return List.of("status " + status + " but was " + answer.summary());
    }
    expectation.headers(answer);
    if (!head) {
      expectation.body(answer);
    }
    return expectation.differences;
  }

  private void headers(CaseAnswer answer) {
    for (Map.Entry<String, JsonNode> each : expect.path("headers").properties()) {
      compare("header " + each.getKey(), each.getValue().asText(), answer.header(each.getKey()));
    }
    for (JsonNode name : expect.path("headersAbsent")) {
      answer
          .header(name.asText())
          .ifPresent(value -> differences.add("no header " + name.asText() + " but was " + value));
    }
  }

  private void body(CaseAnswer answer) {
    if (expect.has("body")) {
      compare("body", expect.path("body").asText(), Optional.of(answer.text()));
    }
    if (expect.has("code")
        || expect.has("message")
        || expect.has("xml")
        || expect.has("xmlAbsent")
        || expect.has("xmlCount")) {
      answer
          .xml()
          .ifPresentOrElse(
              this::document, () -> differences.add("an XML document but was " + answer.text()));
    }
  }

  private void document(XmlAnswerView document) {
    if (expect.has("code")) {
      compare("code", expect.path("code").asText(), document.text("Code"));
    }
    if (expect.has("message")) {
      compare("message", expect.path("message").asText(), document.text("Message"));
    }
    for (Map.Entry<String, JsonNode> each : expect.path("xml").properties()) {
      if (each.getKey().equals("#sequence")) {
        sequence(each.getValue(), document);
      } else {
        compare("xml " + each.getKey(), each.getValue().asText(), document.text(each.getKey()));
      }
    }
    for (JsonNode path : expect.path("xmlAbsent")) {
      document
          .text(path.asText())
          .ifPresent(value -> differences.add("no xml " + path.asText() + " but was " + value));
    }
    for (Map.Entry<String, JsonNode> each : expect.path("xmlCount").properties()) {
      int count = document.count(each.getKey());
      if (count != each.getValue().asInt()) {
        differences.add(each.getValue() + " of xml " + each.getKey() + " but were " + count);
      }
    }
  }

  private void sequence(JsonNode expected, XmlAnswerView document) {
    List<String> wanted = new ArrayList<>();
    expected.forEach(each -> wanted.add(words.fill(each.asText())));
    if (!wanted.equals(document.sequence())) {
      differences.add("sequence " + wanted + " but was " + document.sequence());
    }
  }

  private void compare(String what, String expected, Optional<String> actual) {
    String wanted = words.fill(expected);
    boolean fits =
        actual
            .map(
                value ->
                    wanted.equals("*")
                        || (wanted.startsWith("~")
                            ? Pattern.compile(wanted.substring(1)).matcher(value).find()
                            : wanted.equals(value)))
            .orElse(false);
    if (!fits) {
      differences.add(what + " " + wanted + " but was " + actual.orElse("absent"));
    }
  }
}
