package io.strongroom.protocol.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.ErrorGolden;
import io.strongroom.signing.SignatureException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class S3ErrorsTest {

  private static final WireRequest GET = request("GET", "");
  private static final ObjectStoreException NO_SUCH_KEY =
      new ObjectStoreException(new RequestError.NoSuchKey(new ObjectKey("a<b\u0001")));

  @Test
  void answer_everyFailure_asTheGoldenSays() {
    assertThat(ErrorGolden.actual(failure -> S3Errors.answer(GET, failure)))
        .isEqualTo(ErrorGolden.expected("s3-errors.txt"));
  }

  @Test
  void render_get_hasDocumentWithRequestId() {
    WireResponse response = S3Errors.render(GET, NO_SUCH_KEY, "host");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("content-type")).hasValue("application/xml");
    assertThat(body(response))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>\
            <Key>a&lt;b\uFFFD</Key><RequestId>REQ1</RequestId><HostId>host</HostId></Error>\
            """);
  }

  @Test
  void render_withoutKeyOrBucket_namesResource() {
    WireResponse response =
        S3Errors.render(GET, new ObjectStoreException(new RequestError.InvalidRequest("x")), "h");

    assertThat(body(response)).contains("<Resource>/bucket/a%3Cb</Resource><RequestId>");
  }

  @Test
  void render_head_hasStatusAndNoBody() {
    WireResponse response = S3Errors.render(request("HEAD", ""), NO_SUCH_KEY, "host");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().has("content-type")).isFalse();
  }

  @Test
  void render_notModified_hasValidatorsAndNoBody() {
    RequestError error =
        new RequestError.NotModified(new ETag("abc"), Instant.parse("2026-11-22T10:11:12Z"));

    WireResponse response = S3Errors.render(GET, new ObjectStoreException(error), "host");

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().first("etag")).hasValue("\"abc\"");
    assertThat(response.headers().first("last-modified")).hasValue("Sun, 22 Nov 2026 10:11:12 GMT");
  }

  @Test
  void render_bug_saysNothingOfIt() {
    WireResponse response = S3Errors.render(GET, new IllegalStateException("secret"), "host");

    assertThat(response.status()).isEqualTo(500);
    assertThat(body(response)).doesNotContain("secret").contains("<Code>InternalError</Code>");
  }

  @Test
  void answer_failureInsideAFuture_found() {
    Throwable wrapped = new CompletionException(new CompletionException(NO_SUCH_KEY));

    assertThat(S3Errors.answer(GET, wrapped).code()).isEqualTo("NoSuchKey");
  }

  @Test
  void answer_wrongRegionInPresignedUrl_isAnErrorOfTheQuery() {
    SignatureException failure =
        new SignatureException.WrongScope(
            SignatureException.WrongScope.Part.REGION, "eu-west-1", "us-east-1");

    assertThat(S3Errors.answer(request("GET", "X-Amz-Credential=a"), failure).code())
        .isEqualTo("AuthorizationQueryParametersError");
    assertThat(S3Errors.answer(GET, failure).code()).isEqualTo("AuthorizationHeaderMalformed");
  }

  /** As recorded in another region than the first. */
  @Test
  void answer_firstRegionElsewhere_isNoConstraint() {
    ErrorAnswer first = answer(new RequestError.WrongLocation("us-east-1", Region.of("eu-west-1")));
    ErrorAnswer other = answer(new RequestError.WrongLocation("us-west-2", Region.of("eu-west-1")));

    assertThat(first.code()).isEqualTo("InvalidLocationConstraint");
    assertThat(first.message()).isEqualTo("The specified location-constraint is not valid");
    assertThat(other.code()).isEqualTo("IllegalLocationConstraintException");
  }

  private static ErrorAnswer answer(RequestError error) {
    return S3RequestErrors.answer(error);
  }

  @Test
  void answer_bucketMissing_namesIt() {
    ObjectStoreException failure =
        new ObjectStoreException(new RequestError.NoSuchBucket(new BucketName("gone")));

    assertThat(body(S3Errors.render(GET, failure, "h"))).contains("<BucketName>gone</BucketName>");
  }

  private static WireRequest request(String method, String query) {
    return new WireRequest(
        method, "/bucket/a%3Cb", query, Headers.none(), true, "REQ1", InputStream::nullInputStream);
  }

  private static String body(WireResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
