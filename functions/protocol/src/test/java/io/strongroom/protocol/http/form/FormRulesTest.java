package io.strongroom.protocol.http.form;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRulesTest {

  private static final String EXPIRES = "{\"expiration\":\"2026-12-01T12:00:00.000Z\",";
  private static final String BUCKET_AND_KEY =
      "{\"bucket\":\"bkt\"},[\"starts-with\",\"$key\",\"u/\"]";
  private static final Route ROUTE =
      new Route(
          ObjectOperations.POST_OBJECT,
          Route.DialectName.S3,
          Optional.of("bkt"),
          Optional.of("u/k"),
          false,
          new QueryParameters(List.of()));

  private final FormRules rules =
      new FormRules(
          InstantSource.fixed(Instant.parse("2026-11-30T00:00:00Z")),
          RequestError.AccessDenied::new);

  private WireRequest require(String policy, String... fields) {
    Headers headers =
        Headers.none()
            .and("host", "localhost")
            .and("key", "u/k")
            .and(
                "policy",
                Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < fields.length; i += 2) {
      headers = headers.and(fields[i], fields[i + 1]);
    }
    WireRequest form =
        new WireRequest(
            "POST",
            "/bkt",
            "",
            headers,
            true,
            "r1",
            () -> new ByteArrayInputStream(new byte[] {1, 2, 3}));
    return rules.require(form, ROUTE);
  }

  private static String conditions(String more) {
    return EXPIRES + "\"conditions\":[" + BUCKET_AND_KEY + more + "]}";
  }

  private static RequestError denied(String detail) {
    return new RequestError.AccessDenied("Invalid according to Policy: " + detail);
  }

  @Test
  void require_conditionsMet_theFileAsItIs() throws IOException {
    assertThat(require(conditions("")).body().get().readAllBytes()).hasSize(3);
  }

  @Test
  void require_expired_denied() {
    String policy = conditions("").replace("2026-12-01", "2026-11-29");

    assertThat(errorOf(() -> require(policy))).isEqualTo(denied("Policy expired."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"eq\",\"$x-amz-meta-a\",\"1\"]|[\"eq\", \"$x-amz-meta-a\", \"1\"]",
        "{\"x-amz-meta-a\":\"1\"}|[\"eq\", \"$x-amz-meta-a\", \"1\"]",
        "[\"starts-with\",\"$x-amz-meta-a\",\"1\"]|[\"starts-with\", \"$x-amz-meta-a\", \"1\"]",
        "[\"eq\",\"key\",\"u/k\"]|[\"eq\", \"key\", \"u/k\"]",
        "[\"content-length-range\",\"a\",2]|[\"content-length-range\", \"a\", \"2\"]"
      })
  void require_conditionNotMet_deniedAndQuoted(String condition, String quoted) {
    assertThat(errorOf(() -> require(conditions("," + condition), "x-amz-meta-a", "2")))
        .isEqualTo(denied("Policy Condition failed: " + quoted));
  }

  @Test
  void require_fieldThatTheFormLacks_denied() {
    assertThat(errorOf(() -> require(conditions(",[\"eq\",\"$acl\",\"private\"]"))))
        .isEqualTo(denied("Policy Condition failed: [\"eq\", \"$acl\", \"private\"]"));
  }

  @Test
  void require_fieldThatNoConditionNames_denied() {
    assertThat(errorOf(() -> require(conditions(""), "x-amz-meta-a", "1")))
        .isEqualTo(denied("Extra input fields: x-amz-meta-a"));
    assertThat(require(conditions(""), "x-ignore-a", "1", "signature", "s", "awsaccesskeyid", "a"))
        .isNotNull();
  }

  @Test
  void require_bucketThatNoConditionNames_denied() {
    String policy = EXPIRES + "\"conditions\":[[\"starts-with\",\"$key\",\"\"]]}";

    assertThat(errorOf(() -> require(policy))).isEqualTo(denied("Extra input fields: bucket"));
  }

  @Test
  void require_listOfContentTypes_everyOneHasToStartSo() {
    String policy = conditions(",[\"starts-with\",\"$Content-Type\",\"image/\"]");

    assertThat(require(policy, "content-type", "image/png, image/gif")).isNotNull();
    assertThat(errorOf(() -> require(policy, "content-type", "image/png,text/html")))
        .isInstanceOf(RequestError.AccessDenied.class);
  }

  @ParameterizedTest
  @CsvSource({"0,2", "4,9"})
  void require_fileOfAnotherLength_refusedWhileItIsRead(int least, int most) {
    String range = ",[\"content-length-range\",%d,%d]".formatted(least, most);
    WireRequest form = require(conditions(range));

    assertThatThrownBy(() -> form.body().get().readAllBytes())
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isEqualTo(
                        least == 0
                            ? new FormError.FileTooLarge(3, 2)
                            : new FormError.FileTooSmall(3, 4)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"conditions\":[{\"bucket\":\"bkt\"}]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\"}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[]}",
        "{\"Expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[{\"bucket\":\"bkt\"}]}",
        "{\"expiration\":\"2026-12-01T12:00:00+02:00\",\"conditions\":[{\"bucket\":\"bkt\"}]}",
        "{\"expiration\":\"soon\",\"conditions\":[{\"bucket\":\"bkt\"}]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[{\"a\":\"1\",\"b\":\"2\"}]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[{}]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[[\"eq\",\"$a\"]]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[[\"content-length-range\",-1,2]]}",
        "{\"expiration\":\"2026-12-01T12:00:00Z\",\"conditions\":[[\"ends-with\",\"$a\",\"b\"]]}"
      })
  void require_noPolicy_invalidDocument(String policy) {
    assertThat(errorOf(() -> require(policy))).isInstanceOf(FormError.InvalidPolicy.class);
  }

  @Test
  void require_escapedDollar_isADollar() {
    String policy = conditions(",[\"eq\",\"\\\\$x-amz-meta-a\",\"1\"]".replace("\\\\", "\\"));

    assertThat(require(policy, "x-amz-meta-a", "1")).isNotNull();
  }
}
