package io.strongroom.protocol.obs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.ErrorGolden;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObsErrorsTest {

  private static final ObjectStoreException NO_SUCH_KEY =
      new ObjectStoreException(new RequestError.NoSuchKey(new ObjectKey("k")));

  @Test
  void answer_everyFailure_asTheGoldenSays() {
    assertThat(ErrorGolden.actual(ObsErrors::answer))
        .isEqualTo(ErrorGolden.expected("obs-errors.txt"));
  }

  @Test
  void answer_operationOfFileSystems_saysThatThisIsNone() {
    assertThat(ObsErrors.answer(new ObjectStoreException(new RequestError.NotImplemented("name"))))
        .extracting(ErrorAnswer::status, ErrorAnswer::code)
        .containsExactly(405, "FsNotSupport");
  }

  @Test
  void render_keyIsNamed_resourceIsToldToo() {
    WireResponse response = ObsErrors.render(request("GET"), NO_SUCH_KEY, "host");

    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .containsOnlyOnce("<Resource>")
        .contains("<Key>k</Key>");
  }

  @Test
  void render_get_hasExactContentType() {
    WireResponse response = ObsErrors.render(request("GET"), NO_SUCH_KEY, "host");

    assertThat(response.headers().all("content-type")).containsExactly("application/xml");
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("<Code>NoSuchKey</Code>")
        .contains("<RequestId>REQ1</RequestId><HostId>host</HostId>");
  }

  @Test
  void render_head_hasCodeAndMessageInHeaders() {
    WireResponse response = ObsErrors.render(request("HEAD"), NO_SUCH_KEY, "host");

    assertThat(response.body()).isEmpty();
    assertThat(response.headers().first("x-obs-error-code")).hasValue("NoSuchKey");
    assertThat(response.headers().first("x-obs-error-message"))
        .hasValue("The specified key does not exist.");
  }

  @Test
  void render_headWithHostileMessage_cannotSplitTheHeader() {
    ObjectStoreException failure =
        new ObjectStoreException(new RequestError.InvalidRequest("a\r\nx-injected: 1\u00e9"));

    WireResponse response = ObsErrors.render(request("HEAD"), failure, "host");

    assertThat(response.headers().first("x-obs-error-message")).hasValue("a??x-injected: 1?");
  }

  @Test
  void render_headNotModified_isNoError() {
    RequestError error = new RequestError.NotModified(new ETag("abc"), Instant.EPOCH);

    WireResponse response =
        ObsErrors.render(request("HEAD"), new ObjectStoreException(error), "host");

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.headers().has("x-obs-error-code")).isFalse();
  }

  private static WireRequest request(String method) {
    return new WireRequest(
        method, "/k", "", Headers.none(), true, "REQ1", InputStream::nullInputStream);
  }
}
