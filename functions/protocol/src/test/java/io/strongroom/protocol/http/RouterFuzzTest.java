package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.error.ObjectStoreException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Routing is total: whatever comes, it is routed or refused, and writes never by accident. */
class RouterFuzzTest {

  private static final int REQUESTS = 50_000;
  private static final long SEED = 20261122;

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "put");
  private static final List<String> PIECES =
      List.of(
          "/",
          "//",
          "bkt",
          "key",
          "..",
          ";",
          "%2F",
          "%",
          "%zz",
          "%C3",
          "%C3%A9",
          "+",
          "*",
          "\u00ff",
          "\u0142",
          "%00",
          " ",
          "?",
          "&",
          "=",
          "&&",
          "acl",
          "tagging",
          "encryption",
          "uploads",
          "uploadId=u",
          "partNumber=1",
          "versionId",
          "delete",
          "list-type=2",
          "location",
          "x-id=PutObject",
          "prefix=",
          "brand-new",
          "brand-new=1",
          "apiversion",
          "X-Amz-Signature");

  @Test
  void route_anyTarget_routedOrRefused() {
    Router router = new Router(new Addressing(List.of("localhost")));
    Random random = new Random(SEED);
    int routed = 0;
    for (int i = 0; i < REQUESTS; i++) {
      WireRequest request = request(random);
      assertThat(DialectDetector.detect(request)).isNotNull();
      try {
        requireSane(router.route(request), request);
        routed++;
      } catch (ObjectStoreException expected) {
        assertThat(expected.error()).isNotNull();
      }
    }
    assertThat(routed).isGreaterThan(REQUESTS / 50);
  }

  private static void requireSane(Route route, WireRequest request) {
    String names = route.query().parameters().toString();
    assertThat(names).doesNotContain("name=acl,").doesNotContain("name=tagging,");
    if (List.of(Operation.PUT_OBJECT, Operation.DELETE_OBJECT).contains(route.operation())) {
      assertThat(names)
          .as(request.toString())
          .doesNotContain("name=brand-new")
          .doesNotContain("name=uploads,")
          .doesNotContain("name=encryption,");
    }
  }

  private static WireRequest request(Random random) {
    StringBuilder target = new StringBuilder("/");
    for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
      target.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    String host = random.nextBoolean() ? "bkt.localhost" : "localhost:80";
    return Wire.request(
        METHODS.get(random.nextInt(METHODS.size())), target.toString(), "Host", host);
  }
}
