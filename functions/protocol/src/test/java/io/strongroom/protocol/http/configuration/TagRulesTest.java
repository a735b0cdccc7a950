package io.strongroom.protocol.http.configuration;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Tag;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tags there can be; the texts are those of recorded answers. */
class TagRulesTest {

  @Test
  void require_letterOfAnyLanguageAndTheSignsAllowed_accepted() {
    List<Tag> tags = List.of(new Tag("Ключ 1_.:/=+-@", ""), new Tag("k", "値 +"));

    assertThat(TagRules.S3_OBJECT.require(tags)).isEqualTo(tags);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b", "a;b", "a\nb", "a%b"})
  void require_keyThatCannotBe_refusedByName(String key) {
    assertThat(errorOf(() -> TagRules.S3_BUCKET.require(List.of(new Tag(key, "v")))))
        .isEqualTo(new RequestError.InvalidTag("The TagKey you have provided is invalid", key, ""));
  }

  @Test
  void require_longest_acceptedAndOneMoreRefused() {
    String key = "\uD835\uDC00".repeat(128);
    TagRules.S3_OBJECT.require(List.of(new Tag(key, "v".repeat(256))));

    assertThat(errorOf(() -> TagRules.S3_OBJECT.require(List.of(new Tag(key + "k", "v")))))
        .isInstanceOf(RequestError.InvalidTag.class);
    assertThat(errorOf(() -> TagRules.S3_OBJECT.require(List.of(new Tag("k", "v".repeat(257))))))
        .isEqualTo(
            new RequestError.InvalidTag(
                "The TagValue you have provided is invalid", "k", "v".repeat(257)));
  }

  @Test
  void require_reservedPrefix_toldAsTheOperationDoes() {
    List<Tag> tags = List.of(new Tag("aws:x", "1"));

    assertThat(errorOf(() -> TagRules.S3_BUCKET.require(tags)))
        .isEqualTo(
            new RequestError.InvalidTag(
                "System tags cannot be added/updated by requester", "aws:x", ""));
    assertThat(errorOf(() -> TagRules.S3_OBJECT.require(tags)))
        .isEqualTo(
            new RequestError.InvalidTag("Your TagKey cannot be prefixed with aws:", "aws:x", ""));
  }

  @Test
  void require_several_firstBadOneAnswersAndTheirNumberLast() {
    List<Tag> eleven = IntStream.range(0, 11).mapToObj(i -> new Tag("t" + i, "x")).toList();

    assertThat(
            errorOf(
                () ->
                    TagRules.S3_OBJECT.require(
                        List.of(new Tag("a", "1"), new Tag("a,b", "1"), new Tag("a", "2")))))
        .isEqualTo(
            new RequestError.InvalidTag("The TagKey you have provided is invalid", "a,b", ""));
    assertThat(errorOf(() -> TagRules.S3_OBJECT.require(eleven)))
        .isEqualTo(new RequestError.TooManyTags("Object tags cannot be greater than 10"));
    assertThat(
            errorOf(
                () -> TagRules.S3_BUCKET.require(List.of(new Tag("a", "1"), new Tag("a", "2")))))
        .isEqualTo(
            new RequestError.InvalidTag("Cannot provide multiple Tags with the same key", "a", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "a,b", "a*b", "a\\b", "0123456789012345678901234567890123456"})
  void require_obsKeyThatCannotBe_refused(String key) {
    TagRules.OBS_BUCKET.require(List.of(new Tag("aws:x y", "")));

    assertThat(errorOf(() -> TagRules.OBS_BUCKET.require(List.of(new Tag(key, "v")))))
        .isInstanceOf(RequestError.InvalidTag.class);
  }
}
