package io.strongroom.protocol.http.form;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostedFormTest {

  private static final String TYPE = "multipart/form-data; boundary=b1";
  private static final Route ROUTE =
      new Route(
          ObjectOperations.POST_OBJECT,
          Route.DialectName.S3,
          Optional.of("bkt"),
          Optional.empty(),
          false,
          new QueryParameters(List.of()));

  private static WireRequest request(String type, InputStream body) {
    Headers headers =
        Headers.none()
            .and("host", "localhost")
            .and("content-type", type)
            .and("x-amz-acl", "public-read");
    return new WireRequest("POST", "/bkt", "", headers, true, "r1", () -> body);
  }

  private static PostedForm read(String body) {
    return PostedForm.read(
        request(TYPE, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))), ROUTE);
  }

  private static String field(String name, String value) {
    return "--b1\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static String file(String filename, String content) {
    return "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + filename
        + "\"\r\nContent-Type: text/html\r\n\r\n"
        + content
        + "\r\n--b1--\r\n";
  }

  private static String content(PostedForm form) throws IOException {
    return new String(form.request().body().get().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void read_fieldsAreHeadersAndTheFileIsTheBody() throws IOException {
    PostedForm form = read(field("Key", "a/ключ") + field("X-Amz-Meta-A", "1") + file("f", "abc"));

    assertThat(form.route().key()).contains("a/ключ");
    assertThat(form.request().headers().first("x-amz-meta-a")).contains("1");
    assertThat(content(form)).isEqualTo("abc");
  }

  @Test
  void read_headersOfTheFormsOwnRequest_sayNothingOfTheObject() {
    PostedForm form = read(field("key", "k") + file("f", "abc"));

    assertThat(form.request().headers().has("x-amz-acl")).isFalse();
    assertThat(form.request().headers().has("content-type")).isFalse();
  }

  @Test
  void read_fileWithWhatLooksLikeADelimiter_isWhole() throws IOException {
    String content = "\r\n--b\r\n--\r\r\n-\r\n--b2\r\n";

    assertThat(content(read(field("key", "k") + file("f", content)))).isEqualTo(content);
  }

  @Test
  void read_emptyFile_noBytes() throws IOException {
    assertThat(content(read(field("key", "k") + file("f", "")))).isEmpty();
  }

  @Test
  void read_byteByByte_theSame() throws IOException {
    String body = field("key", "k") + file("f", "a\r\n--b0\r\nz") + field("later", "1");
    InputStream slow =
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
          }
        };

    assertThat(content(PostedForm.read(request(TYPE, slow), ROUTE))).isEqualTo("a\r\n--b0\r\nz");
  }

  @Test
  void read_fileNameInTheKey_isItsBase() {
    assertThat(read(field("key", "u/${filename}") + file("C:\\dir\\my.txt", "")).route().key())
        .contains("u/my.txt");
  }

  @Test
  void read_fieldsOfObs_theOtherDialect() {
    assertThat(read(field("key", "k") + field("token", "t") + file("f", "")).route().dialect())
        .isEqualTo(Route.DialectName.OBS);
  }

  @Test
  void read_withoutFile_refused() {
    assertThat(errorOf(() -> read(field("key", "k") + "--b1--\r\n")))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "POST requires exactly one file upload per request.", "file", ""));
  }

  @Test
  void read_noForm_precondition() {
    WireRequest request = request("text/plain", InputStream.nullInputStream());

    assertThat(errorOf(() -> PostedForm.read(request, ROUTE)))
        .isInstanceOf(RequestError.PreconditionFailed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b1",
        "--b1\r\n\r\nvalue without a name\r\n--b1--\r\n",
        "--b1 \r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--b1--\r\n",
        "--b1\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk"
      })
  void read_brokenFraming_malformed(String body) {
    assertThat(errorOf(() -> read(body))).isEqualTo(new FormError.Malformed());
  }

  @Test
  void read_fieldTwice_malformed() {
    assertThat(errorOf(() -> read(field("key", "a") + field("Key", "b") + file("f", ""))))
        .isEqualTo(new FormError.Malformed());
  }

  @Test
  void read_moreThan20KilobytesBeforeTheFile_refused() {
    assertThat(errorOf(() -> read(field("key", "k".repeat(20 * 1024)) + file("f", ""))))
        .isEqualTo(new FormError.FieldsTooLong(20 * 1024));
  }

  @Test
  void read_noBoundary_malformed() {
    WireRequest request = request("multipart/form-data", InputStream.nullInputStream());

    assertThat(errorOf(() -> PostedForm.read(request, ROUTE))).isEqualTo(new FormError.Malformed());
  }
}
