package io.strongroom.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How members are read, and what is said of those that cannot be. */
class MembersTest {

  private final JsonObject json = new JsonObject();
  private final Members members = new Members(json);

  private void assertViolation(String text) {
    assertThatThrownBy(members::check)
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> {
              assertThat(refusal.error()).isEqualTo(KmsError.VALIDATION);
              assertThat(refusal.text())
                  .hasValueSatisfying(said -> assertThat(said).contains(text));
            });
  }

  private static void assertWrongType(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo(KmsError.SERIALIZATION));
  }

  @Test
  void check_nothingWrong_passes() {
    json.put("Name", "ab");
    assertThat(members.text("Name", 1, 2)).contains("ab");
    assertThat(members.text("Other", 1, 2)).isEmpty();

    assertThatCode(members::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "'', greater than or equal to 1",
    "abc, less than or equal to 2",
    "😀😀😀, less than or equal to 2"
  })
  void text_ofAnotherLength_refused(String text, String demand) {
    json.put("Name", text);
    members.text("Name", 1, 2);

    assertViolation(
        "1 validation error detected: Value '"
            + text
            + "' at 'name' failed to satisfy constraint: Member must have length "
            + demand);
  }

  @Test
  void text_lengthInCharacters_notInCodeUnits() {
    json.put("Name", "😀😀");
    members.text("Name", 1, 2);

    assertThatCode(members::check).doesNotThrowAnyException();
  }

  @Test
  void requiredText_missing_refused() {
    members.requiredText("KeyId", 1, 10);

    assertViolation(
        "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member"
            + " must not be null");
  }

  @Test
  void check_severalWrong_allSaidAtOnce() {
    json.put("Limit", 0).put("Spec", "AES_1");
    members.requiredText("KeyId", 1, 10);
    members.number("Limit", 1, 100);
    members.oneOf("Spec", List.of("AES_128", "AES_256"));

    assertViolation(
        "3 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member"
            + " must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must"
            + " have value greater than or equal to 1; Value 'AES_1' at 'spec' failed to satisfy"
            + " constraint: Member must satisfy enum value set: [AES_128, AES_256]");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "5.0, 5", "5e0, 5"})
  void number_whole_read(String literal, int value) {
    Members read = new Members(new JsonObject("{\"Limit\":" + literal + "}"));

    assertThat(read.number("Limit", 1, 10)).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"5.5", "3000000000", "1e40", "'\"5\"'", "true", "[]"})
  void number_thatIsNoWholeOne_wrongType(String literal) {
    Members read = new Members(new JsonObject("{\"Limit\":" + literal + "}"));

    assertWrongType(() -> read.number("Limit", 1, 10));
  }

  @Test
  void matching_anotherForm_refusedAndNotGiven() {
    json.put("Name", "a b");

    assertThat(members.matching("Name", "[a-z]+", "[a-z]+")).isEmpty();
    assertViolation("Value 'a b' at 'name'");
  }

  @Test
  void time_inSecondsWithFraction() {
    json.put("At", 1_700_000_000.25);

    assertThat(members.time("At")).contains(Instant.ofEpochMilli(1_700_000_000_250L));
    json.put("At", "2026-01-01");
    assertWrongType(() -> members.time("At"));
  }

  @Test
  void blob_decodedAndMeasured() {
    json.put("Text", "YWJj");

    assertThat(members.blob("Text", 1, 3)).get().isEqualTo(new byte[] {'a', 'b', 'c'});
    members.blob("Text", 4, 9);
    assertViolation(
        "Value at 'text' failed to satisfy constraint: Member must have length greater");
  }

  @Test
  void blob_notBase64_wrongType() {
    json.put("Text", "YWJ*");

    assertWrongType(() -> members.blob("Text", 1, 3));
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        reading("text", each -> each.text("M", 0, 9)),
        reading("blob", each -> each.blob("M", 0, 9)),
        reading("oneOf", each -> each.oneOf("M", List.of())),
        reading("matching", each -> each.matching("M", ".*", ".*")),
        reading("textMap", each -> each.textMap("M")),
        reading("texts", each -> each.texts("M", 9, 9)),
        reading("textsOf", each -> each.textsOf("M", List.of())),
        reading("structure", each -> each.structure("M")),
        reading("structures", each -> each.structures("M", 9, inner -> inner)),
        reading("flag", each -> each.flag("M")));
  }

  private static Arguments reading(String name, Function<Members, Object> read) {
    return Arguments.of(name, read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void reading_aNumberInstead_wrongType(String name, Function<Members, Object> read) {
    json.put("M", 5);

    assertWrongType(() -> read.apply(members));
  }

  @Test
  void lists_elementsOfAnotherType_wrongType() {
    json.put("M", new JsonArray().add("a").add(1));

    assertWrongType(() -> members.texts("M", 9, 9));
    assertWrongType(() -> members.structures("M", 9, inner -> inner));
  }

  @Test
  void lists_elementsThatBreakRules_saidWithTheirPlace() {
    json.put("Names", new JsonArray().add("a").add(""))
        .put("Tags", new JsonArray().add(new JsonObject()));
    members.texts("Names", 9, 9);
    members.structures("Tags", 9, tag -> tag.requiredText("TagKey", 1, 9));

    assertViolation("at 'names.2.member'");
    assertViolation("at 'tags.1.member.tagKey'");
  }

  @Test
  void lists_tooLong_refusedAndNotRead() {
    json.put("Names", new JsonArray().add("a").add("b"));

    assertThat(members.texts("Names", 1, 9)).isEmpty();
    assertViolation("Member must have length less than or equal to 1");
  }

  @Test
  void textMap_keepsItsPairs() {
    json.put("Context", new JsonObject().put("b", "2").put("a", "1"));

    assertThat(members.textMap("Context")).isEqualTo(Map.of("a", "1", "b", "2"));
    json.put("Context", new JsonObject().put("b", 2));
    assertWrongType(() -> members.textMap("Context"));
  }

  @Test
  void requireOnly_anotherMember_refusedByName() {
    json.put("Known", 1).put("Absent", null).put("Stranger", 2);

    assertThatThrownBy(() -> members.requireOnly(Set.of("Known")))
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal ->
                assertThat(refusal.text())
                    .hasValueSatisfying(
                        said -> assertThat(said).contains("'stranger' is not a known member.")));
  }

  @Test
  void null_isNoMember() {
    json.put("Name", null);

    assertThat(members.has("Name")).isFalse();
    assertThat(members.text("Name", 1, 2)).isEqualTo(Optional.empty());
    assertThat(members.flag("Name")).isFalse();
  }
}
