package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectStoreException;
import java.util.List;

class PresignedHeadersFuzzTest {

  /** Whatever stands in a query, what becomes of it could have been sent as a header. */
  @FuzzTest
  void hoist_anyQuery_headersOrRefused(byte[] input) {
    String raw = RawText.of(input);
    WireRequest request = Wire.request("PUT", "/b/k?" + raw);
    try {
      WireRequest hoisted =
          PresignedHeaders.hoist(request, UriDecoder.query(raw), "x-amz-", name -> false);
      List<Headers.Field> fields = hoisted.headers().fields();
      assertThat(fields).containsAll(request.headers().fields());
      assertThat(fields)
          .allMatch(field -> field.name().chars().allMatch(c -> c > 0x20 && c < 0x7f && c != ':'))
          .allMatch(field -> field.value().chars().allMatch(c -> c >= 0x20 && c <= 0xff));
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }
}
