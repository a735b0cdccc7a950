package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.RequestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedHeadersTest {

  @Test
  void hoist_parameterOfTheDialect_isAHeader() {
    WireRequest hoisted = hoist("x-amz-meta-a=b%20c&X-Amz-Acl=private&prefix=p&x-amz-date=d");

    assertThat(hoisted.headers().first("x-amz-meta-a")).contains("b c");
    assertThat(hoisted.headers().first("x-amz-acl")).contains("private");
    assertThat(hoisted.headers().has("prefix")).isFalse();
    assertThat(hoisted.headers().has("x-amz-date")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-meta-a%0D%0Aset-cookie=b",
        "x-amz-meta-%00=b",
        "x-amz-meta-%C3%A9=b",
        "x-amz-meta-a%3A=b",
        "x-amz-meta-a%20b=c",
        "x-amz-meta-a=b%0Ac"
      })
  void hoist_whatNoHeaderCanBe_refused(String query) {
    assertThat(errorOf(() -> hoist(query))).isInstanceOf(RequestError.InvalidArgument.class);
  }

  private static WireRequest hoist(String query) {
    return PresignedHeaders.hoist(
        Wire.request("PUT", "/b/k?" + query),
        UriDecoder.query(query),
        "x-amz-",
        "x-amz-date"::equals);
  }
}
