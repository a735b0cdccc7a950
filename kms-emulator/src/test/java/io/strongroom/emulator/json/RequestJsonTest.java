package io.strongroom.emulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

  private static Optional<JsonObject> parse(String text) {
    return RequestJson.parse(Buffer.buffer(text));
  }

  @Test
  void parse_object_isRead() {
    assertThat(parse("{\"a\":1,\"b\":[\"x\",{\"c\":null}],\"d\":{\"e\":true}}"))
        .contains(
            new JsonObject()
                .put("a", 1)
                .put("b", new JsonArray().add("x").add(new JsonObject().putNull("c")))
                .put("d", new JsonObject().put("e", true)));
    assertThat(parse(" {} ")).contains(new JsonObject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"text\"",
        "[]",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{/* no */}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}"
      })
  void parse_whatIsNotOneObject_orAmbiguous_empty(String text) {
    assertThat(parse(text)).isEmpty();
  }

  @Test
  void parse_deeperThanAnyRequest_empty() {
    assertThat(parse("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}")).isPresent();
    assertThat(parse("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u0000\"}",
        "{\"a\\u0000\":1}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":[\"\\udc00x\"]}",
        "{\"a\":{\"b\":[{\"c\":\"\\ud800\\ud800\"}]}}"
      })
  void parse_textThatCannotBeStored_refused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo(KmsError.VALIDATION));
  }

  @Test
  void parse_pairedSurrogates_areRead() {
    assertThat(parse("{\"a\":\"\\ud83d\\udd11\"}")).contains(new JsonObject().put("a", "🔑"));
  }
}
