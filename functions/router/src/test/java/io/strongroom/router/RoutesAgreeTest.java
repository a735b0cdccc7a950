package io.strongroom.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.UnofferedOperations;
import io.strongroom.router.HttpRouteEvaluator.Ordering;
import io.strongroom.router.RequestCorpus.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java table, the HTTPRoute and real HAProxy send every request to the same one function. */
class RoutesAgreeTest {

  private static final Router ROUTER =
      new Router(new Addressing(List.of("localhost", "s3.localhost", "obs.localhost")));

  @TempDir static Path folder;
  private static RunningHaproxy haproxy;

  @BeforeAll
  static void startHaproxy() throws Exception {
    if (RunningHaproxy.program().isPresent()) {
      haproxy = RunningHaproxy.start(folder);
    } else {
      System.err.println("SKIPPED: no haproxy on this machine, the router is not tested");
    }
  }

  @AfterAll
  static void stopHaproxy() throws Exception {
    if (haproxy != null) {
      haproxy.close();
    }
  }

  static Stream<Sample> corpus() {
    return RequestCorpus.all();
  }

  @Test
  void corpus_hasEveryOperationInBothStyles() {
    for (Operation<?, ?> operation : RouteTable.operations()) {
      assertThat(
              RequestCorpus.all()
                  .filter(each -> each.expected().filter(operation::equals).isPresent()))
          .as(operation.wireName())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void javaTable_expectedOperationOrNotImplemented(Sample sample) {
    if (sample.expected().isPresent()) {
      assertThat(ROUTER.route(sample.wire()).operation()).isEqualTo(sample.expected().get());
    } else {
      assertThatThrownBy(() -> ROUTER.route(sample.wire()))
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.error()).isInstanceOf(RequestError.NotImplemented.class));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void haproxy_sameFunctionAndSameBytes(Sample sample) throws IOException {
    assumeTrue(haproxy != null, "haproxy is not installed");

    String answer = haproxy.exchange(sample.method(), sample.target(), sample.headers());

    if (sample.expected().isEmpty()) {
      assertThat(answer).startsWith("HTTP/1.1 501 ").doesNotContainIgnoringCase("x-function");
      return;
    }
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase(
            "\r\nx-function: " + sample.expected().get().function().id() + "\r\n");
    if (!sample.method().equals("HEAD")) {
      assertThat(answer)
          .contains("\r\n\r\n" + sample.method() + " " + sample.target() + " HTTP/1.1\r\n")
          .contains("x-strongroom-host: " + sample.host() + "\r\n")
          .contains("x-strongroom-scheme: http\r\n")
          .contains("x-strongroom-router-token: " + RunningHaproxy.TOKEN + "\r\n");
    }
  }

  /** Whatever the table says of requests nobody thought of, HAProxy says too. */
  @Test
  void haproxy_randomRequests_asTheTable() throws IOException {
    assumeTrue(haproxy != null, "haproxy is not installed");
    for (Sample sample : RandomRequests.some(400)) {
      String answer = haproxy.exchange(sample.method(), sample.target(), sample.headers());

      String expected;
      try {
        expected = ROUTER.route(sample.wire()).operation().function().id();
      } catch (ObjectStoreException refused) {
        expected = refused.error() instanceof RequestError.InvalidUri ? "400" : "501";
      }
      assertThat(answer.startsWith("HTTP/1.1 200 ") ? function(answer) : answer.substring(9, 12))
          .as(sample.toString())
          .isEqualTo(expected);
    }
  }

  private static String function(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("x-function: "))
        .findFirst()
        .orElseThrow()
        .substring("x-function: ".length());
  }

  @ParameterizedTest
  @EnumSource
  void httpRoute_pathStyle_sameFunction(Ordering ordering) throws IOException {
    HttpRouteEvaluator evaluator = new HttpRouteEvaluator(HttpRoutes.render());

    assertThat(
            RequestCorpus.all()
                .filter(Sample::pathStyle)
                .filter(each -> each.expected().filter(RoutesAgreeTest::isOffered).isPresent()))
        .isNotEmpty()
        .allSatisfy(
            sample ->
                assertThat(evaluator.function(sample, ordering))
                    .as(sample.toString())
                    .contains(sample.expected().get().function().id()));
  }

  /** A route cannot say what no row names: some function gets that, and refuses it. */
  private static boolean isOffered(Operation<?, ?> operation) {
    return operation != UnofferedOperations.OF_BUCKET && operation != UnofferedOperations.OF_OBJECT;
  }

  @Test
  void httpRoute_isWithinTheLimitsOfTheSpecification() throws IOException {
    var rules = new HttpRouteEvaluator(HttpRoutes.render()).route().at("/spec/rules");

    int total = 0;
    for (var rule : rules) {
      assertThat(rule.at("/matches").size()).isBetween(1, 64);
      total += rule.at("/matches").size();
    }
    assertThat(rules.size()).isEqualTo(Function.values().length).isLessThanOrEqualTo(16);
    assertThat(total).isLessThanOrEqualTo(128);
  }
}
