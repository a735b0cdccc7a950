package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.s3.S3Vocabulary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnofferedHeadersTest {

  private static final Vocabulary S3 = S3Vocabulary.words();

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, public-read",
    "x-amz-acl, authenticated-read",
    "x-amz-grant-read, id=a",
  })
  void refuse_promiseThatIsNotKept(String header, String value) {
    assertThatThrownBy(() -> UnofferedHeaders.refuse(Wire.headers(header, value), S3))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.AccessControlListNotSupported()));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private",
    "x-amz-acl, bucket-owner-full-control",
    "x-amz-acl, ''",
    "x-amz-tagging, ''",
    "x-amz-tagging-directive, REPLACE",
    "x-amz-grant-read, ''",
    "x-obs-acl, public-read",
    "expires, 'Sun, 22 Nov 2026 02:16:06 GMT'",
  })
  void refuse_nothingPromised_passes(String header, String value) {
    assertThatCode(() -> UnofferedHeaders.refuse(Wire.headers(header, value), S3))
        .doesNotThrowAnyException();
  }
}
