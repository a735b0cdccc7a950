package io.strongroom.protocol.http.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule answers which page, and how. */
class CrossOriginTest {

  private static final CrossOriginRule OF_ONE = rule("https://a.test", List.of(), "GET", "PUT");

  @Test
  void answer_oneOrigin_itAndCredentials() {
    assertThat(fields(new CrossOrigin("https://a.test", "PUT", List.of()), OF_ONE))
        .containsExactly(
            "access-control-allow-origin: https://a.test",
            "access-control-allow-credentials: true",
            "access-control-allow-methods: GET, PUT",
            "vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  @Test
  void answer_anyOrigin_starWithoutCredentials() {
    CrossOriginRule anybody =
        new CrossOriginRule(
            Optional.empty(),
            List.of("*"),
            List.of("GET"),
            List.of("*"),
            List.of("ETag", "x-amz-id-2"),
            OptionalInt.of(30));

    assertThat(fields(new CrossOrigin("null", "GET", List.of("x-a", "x-b")), anybody))
        .containsExactly(
            "access-control-allow-origin: *",
            "access-control-allow-methods: GET",
            "access-control-allow-headers: x-a, x-b",
            "access-control-expose-headers: ETag, x-amz-id-2",
            "access-control-max-age: 30",
            "vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  @ParameterizedTest
  @CsvSource({
    "http://*.a.test, http://x.a.test, true",
    "http://*.a.test, http://.a.test, true",
    "http://*.a.test, http://a.test, false",
    "http://*.a.test, https://x.a.test, false",
    "*a*, a, false",
    "https://a.test, https://A.test, false",
    "https://a.test, https://a.test.b, false",
    "aba*aba, aba, false",
  })
  void answer_originPattern_asOneWildcard(String pattern, String origin, boolean fits) {
    assertThat(
            new CrossOrigin(origin, "GET", List.of())
                .answer(List.of(rule(pattern, List.of(), "GET"))))
        .matches(answer -> answer.isPresent() == fits);
  }

  @Test
  void answer_methodOrHeaderNotAllowed_nextRule() {
    CrossOriginRule second = rule("https://a.test", List.of("X-Amz-*", "content-type"), "DELETE");

    assertThat(ask("DELETE", List.of("x-amz-meta-a", "content-type"), OF_ONE, second)).isPresent();
    assertThat(ask("DELETE", List.of("x-amz-meta-a", "range"), OF_ONE, second)).isEmpty();
    assertThat(ask("GET", List.of("range"), OF_ONE, second)).isEmpty();
    assertThat(ask("POST", List.of(), OF_ONE, second)).isEmpty();
  }

  @Test
  void of_browsersHeaders_readWithoutCaseAndBlanks() {
    CrossOrigin asked =
        CrossOrigin.of(
                "OPTIONS",
                Wire.headers(
                    "origin", "https://a.test",
                    "access-control-request-method", "PUT",
                    "access-control-request-headers", "X-A,  x-B,"))
            .orElseThrow();

    assertThat(asked).isEqualTo(new CrossOrigin("https://a.test", "PUT", List.of("x-a", "x-b")));
    assertThat(CrossOrigin.of("GET", Headers.none())).isEmpty();
    assertThat(CrossOrigin.of("GET", Wire.headers("origin", "o")))
        .contains(new CrossOrigin("o", "GET", List.of()));
  }

  private static Optional<Headers> ask(
      String method, List<String> headers, CrossOriginRule... rules) {
    return new CrossOrigin("https://a.test", method, headers).answer(List.of(rules));
  }

  private static List<String> fields(CrossOrigin asked, CrossOriginRule rule) {
    return asked.answer(List.of(rule)).orElseThrow().fields().stream()
        .map(field -> field.name() + ": " + field.value())
        .toList();
  }

  private static CrossOriginRule rule(String origin, List<String> headers, String... methods) {
    return new CrossOriginRule(
        Optional.empty(),
        headers,
        List.of(methods),
        List.of(origin),
        List.of(),
        OptionalInt.empty());
  }
}
