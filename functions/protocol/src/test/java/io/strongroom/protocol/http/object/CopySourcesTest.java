package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourcesTest {

  private static final Vocabulary S3 = S3Vocabulary.words();

  private final CopySources sources =
      new CopySources(S3, new EncryptionHeaders(S3), InstantSource.system());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /bkt/a/b                        | a/b
          bkt/a/b                         | a/b
          bkt/dir%2Fa%20b                 | dir/a b
          bkt%2Fdir%2Fa                   | dir/a
          %2Fbkt%2Fdir%2Fa                | dir/a
          /bkt/a+b                        | a b
          /bkt/a%2Bb                      | a+b
          /bkt//a                         | /a
          /bkt/a%3FversionId=b            | a?versionId=b
          /bkt/a?b                        | a?b
          /bkt/a?versionId=null           | a
          bkt/%252F                       | %2F
          /bkt/../a                       | ../a
          /bkt/%F0%9F%94%91               | 🔑
          """)
  void parse_everyForm_decodedOnce(String header, String key) {
    CopyObject.Source source = parse(header);

    assertThat(source.wanted().bucket().value()).isEqualTo("bkt");
    assertThat(source.wanted().key().value()).isEqualTo(key);
  }

  @Test
  void parse_rawUtf8_decoded() {
    assertThat(parse(HeaderText.encode("bkt/ключ")).wanted().key().value()).isEqualTo("ключ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "bkt", "/bkt", "/bkt/", "//key", "bkt%2F", "/%2Fbkt%2Fa"})
  void parse_noKey_refused(String header) {
    assertThat(refusal(header))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Invalid copy source object key", "x-amz-copy-source", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/BKT/key", "arn:aws:s3:r:1:accesspoint/ap/object/k", "/b/key"})
  void parse_noBucketName_refused(String header) {
    assertThat(refusal(header))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Invalid copy source bucket name", "x-amz-copy-source", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bkt/100%", "/bkt/%C3", "/bkt/%zz"})
  void parse_brokenEncoding_refused(String header) {
    assertThat(refusal(header))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Invalid copy source encoding.", "x-amz-copy-source", header));
  }

  @Test
  void parse_anyVersion_leftToTheStore() {
    assertThat(parse("/bkt/key?versionId=v1").wanted().version()).contains(new VersionId("v1"));
    assertThat(refusal("/bkt/key?versionId=")).isInstanceOf(RequestError.InvalidArgument.class);
  }

  private CopyObject.Source parse(String header) {
    return sources.parse(Wire.headers("x-amz-copy-source", header));
  }

  private RequestError refusal(String header) {
    java.util.concurrent.atomic.AtomicReference<RequestError> error =
        new java.util.concurrent.atomic.AtomicReference<>();
    assertThatThrownBy(() -> parse(header))
        .isInstanceOfSatisfying(ObjectStoreException.class, e -> error.set(e.error()));
    return error.get();
  }
}
