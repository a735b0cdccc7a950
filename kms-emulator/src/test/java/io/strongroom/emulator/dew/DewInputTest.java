package io.strongroom.emulator.dew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How members are read, and which code tells of those that cannot be. */
class DewInputTest {

  private final JsonObject json = new JsonObject();
  private final DewInput input = new DewInput(json);

  private static void assertCode(String code, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            DewRefusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.status()).isEqualTo(400);
            });
  }

  @Test
  void text_numbersAreTaken_structuresNot() {
    json.put("a", 7).put("b", new JsonArray());

    assertThat(input.text("a")).contains("7");
    assertThat(input.text("c")).isEmpty();
    assertCode("KMS.0308", () -> input.text("b"));
  }

  @Test
  void required_missingOrEmpty_refused() {
    json.put("empty", "");

    assertCode("KMS.0204", () -> input.required("empty"));
    assertCode("KMS.0204", () -> input.required("none"));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "30, 30"})
  void number_withinItsBounds_read(String text, int number) {
    json.put("days", text);

    assertThat(input.number("days", 7, 30, "KMS.1401")).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "31", "seven", "7.5", "99999999999", "0x7"})
  void number_beyondOrNone_refusedWithTheCodeAskedFor(String text) {
    json.put("days", text);

    assertCode("KMS.1401", () -> input.number("days", 7, 30, "KMS.1401"));
  }

  @Test
  void number_empty_isNone() {
    json.put("days", "");

    assertThat(input.number("days", 7, 30, "KMS.1401")).isEmpty();
  }

  @Test
  void description_tooLong_refused() {
    json.put("d", "x".repeat(255)).put("e", "x".repeat(256));

    assertThat(input.description("d")).hasSize(255);
    assertThat(input.description("none")).isEmpty();
    assertCode("KMS.1103", () -> input.description("e"));
  }

  @Test
  void flag_asTruthValueOrWord() {
    json.put("a", true).put("b", "false").put("c", "yes").put("d", 1);

    assertThat(input.flag("a", false)).isTrue();
    assertThat(input.flag("b", true)).isFalse();
    assertThat(input.flag("none", true)).isTrue();
    assertCode("KMS.0308", () -> input.flag("c", true));
    assertCode("KMS.0308", () -> input.flag("d", true));
  }

  @Test
  void structures_atLeastOne_andNothingElse() {
    json.put("none", new JsonArray()).put("mixed", new JsonArray().add(new JsonObject()).add(1));

    assertThat(input.optionalStructures("absent")).isEmpty();
    assertCode("KMS.0204", () -> input.structures("none"));
    assertCode("KMS.0204", () -> input.structures("absent"));
    assertCode("KMS.0308", () -> input.optionalStructures("mixed"));
    assertCode("KMS.0204", () -> input.structure("mixed"));
  }

  @Test
  void hex_ofEitherCase_elseTheCodeAskedFor() {
    json.put("a", "0aFF").put("b", "0").put("c", "zz");

    assertThat(input.hex("a", "KMS.2101")).containsExactly(0x0a, 0xff);
    assertCode("KMS.2101", () -> input.hex("b", "KMS.2101"));
    assertCode("KMS.2101", () -> input.hex("c", "KMS.2101"));
    assertCode("KMS.0204", () -> input.hex("none", "KMS.2101"));
  }

  @Test
  void base64_strict() {
    json.put("a", "YWI=").put("b", "YWI*");

    assertThat(input.base64("a")).containsExactly('a', 'b');
    assertCode("KMS.0308", () -> input.base64("b"));
  }

  @Test
  void context_bothMembersTogether() {
    json.put("encryption_context", new JsonObject().put("a", "1"))
        .put("additional_authenticated_data", "x");

    assertThat(input.context())
        .isEqualTo(Map.of("a", "1", "dew:additional_authenticated_data", "x"));
  }

  @Test
  void context_sidesOfAReEncryption_apart() {
    json.put("source_encryption_context", new JsonObject().put("a", "1"))
        .put("destination_encryption_context", new JsonObject().put("b", "2"));

    assertThat(input.context("source_")).isEqualTo(Map.of("a", "1"));
    assertThat(input.context("destination_")).isEqualTo(Map.of("b", "2"));
    assertThat(input.context()).isEmpty();
  }

  @Test
  void context_thatIsNone_refused() {
    json.put("encryption_context", "a=1");
    assertCode("KMS.0208", input::context);
    json.put("encryption_context", new JsonObject().put("a", 1));
    assertCode("KMS.0208", input::context);
    json.put(
        "encryption_context", new JsonObject().put("dew:additional_authenticated_data", "mine"));
    assertCode("KMS.0208", input::context);
  }

  @Test
  void context_additionalDataTooLong_refused() {
    json.put("additional_authenticated_data", "é".repeat(64));
    assertThat(input.context()).hasSize(1);
    json.put("additional_authenticated_data", "é".repeat(64) + "x");
    assertCode("KMS.0308", input::context);
  }
}
