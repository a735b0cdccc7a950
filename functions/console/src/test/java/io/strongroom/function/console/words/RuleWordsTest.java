package io.strongroom.function.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.domain.record.Tag;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RuleWordsTest {

  @Test
  void crossOrigin_everythingSet_isOneSentence() {
    CrossOriginRule rule =
        new CrossOriginRule(
            Optional.empty(),
            List.of("*"),
            List.of("GET", "PUT", "HEAD"),
            List.of("*"),
            List.of("ETag"),
            OptionalInt.of(60));

    assertThat(CrossOriginWords.of(List.of(rule)))
        .containsExactly(
            new Fact(
                "Rule 1",
                "Pages of every site may send GET, PUT and HEAD with any header, and may read ETag."
                    + " Browsers remember that for 60 seconds."));
  }

  @Test
  void lifecycle_everythingSet_isToldInOrder() {
    LifecycleRule rule =
        new LifecycleRule(
            "tidy",
            false,
            new LifecycleFilter(
                LifecycleFilter.Form.AND,
                Optional.of("tmp/"),
                List.of(new Tag("a", "b")),
                OptionalLong.of(1024),
                OptionalLong.empty()),
            Optional.of(new Expiration.AfterDays(1)),
            Optional.of(new NoncurrentExpiration(OptionalInt.of(30), OptionalInt.of(3))),
            OptionalInt.of(7));

    assertThat(LifecycleWords.of(List.of(rule)))
        .containsExactly(
            new Fact(
                "tidy",
                "Off. Objects whose key begins with “tmp/”, tagged a=b and larger than 1.0 KiB:"
                    + " expire 1 day after they were written; old versions go after 30 days, but"
                    + " for the newest 3 of a key; uploads that are not completed are dropped after"
                    + " 7 days."));
  }

  @Test
  void indented_document_isTheSame_andEscaped() {
    byte[] document =
        "<a xmlns=\"urn:x\"><b>1 &lt; 2 &amp; 3</b><c><d></d></c></a>"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(IndentedXml.of(document))
        .isEqualTo(
            """
            <a>
              <b>1 &lt; 2 &amp; 3</b>
              <c>
                <d></d>
              </c>
            </a>
            """);
  }
}
