package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataHeadersTest {

  private final MetadataHeaders s3 = new MetadataHeaders(S3Vocabulary.words());
  private final MetadataHeaders obs = new MetadataHeaders(ObsVocabulary.words());

  @Test
  void parse_everything_kept() {
    Headers headers =
        Wire.headers(
            "Content-Type", "text/plain; charset=utf-8",
            "Cache-Control", "no-store",
            "Content-Disposition", "inline",
            "Content-Language", "de",
            "Expires", "Sun, 22 Nov 2026 02:16:06 GMT",
            "Content-Length", "5",
            "Host", "h",
            "x-amz-meta-Owner", " me ",
            "x-amz-meta-", "nameless",
            "x-obs-meta-other", "dialect",
            "x-amz-storage-class", "STANDARD_IA");

    assertThat(s3.parse(headers))
        .isEqualTo(
            new ObjectMetadata(
                Map.of(
                    "content-type", "text/plain; charset=utf-8",
                    "cache-control", "no-store",
                    "content-disposition", "inline",
                    "content-language", "de",
                    "expires", "Sun, 22 Nov 2026 02:16:06 GMT"),
                Map.of("owner", "me"),
                Optional.of("STANDARD_IA")));
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip,aws-chunked', gzip",
    "'aws-chunked,gzip', gzip",
    "'aws-chunked, gzip, br', 'gzip, br'",
    "'deflate, gzip', 'deflate, gzip'",
    "'deflate,gzip', 'deflate,gzip'",
    "AWS-Chunked, ",
    "aws-chunked, ",
    "gzip, gzip",
  })
  void parse_contentEncoding_withoutFraming(String sent, String stored) {
    assertThat(s3.parse(Wire.headers("Content-Encoding", sent)).system().get("content-encoding"))
        .isEqualTo(stored);
  }

  @Test
  void parse_repeatedMetadata_joined() {
    Headers headers = Wire.headers("x-obs-meta-a", "1", "X-Obs-Meta-A", "2");

    assertThat(obs.parse(headers).user()).isEqualTo(Map.of("a", "1,2"));
  }

  @Test
  void parse_metadataAtTheLimit_accepted() {
    Headers headers = Wire.headers("x-amz-meta-abcd", "x".repeat(2044));

    assertThat(s3.parse(headers).user()).containsKey("abcd");
  }

  @Test
  void parse_metadataBeyondTheLimit_refused() {
    Headers headers = Wire.headers("x-amz-meta-abcd", "x".repeat(2040), "x-amz-meta-b", "1234");

    assertThatThrownBy(() -> s3.parse(headers))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.MetadataTooLarge(2049, 2048)));
  }

  @Test
  void parse_storageClassUnknown_refused() {
    assertThatThrownBy(() -> s3.parse(Wire.headers("x-amz-storage-class", "COLD")))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.InvalidStorageClass("COLD")));
  }

  @Test
  void add_whatWasParsed_comesBack() {
    Headers sent =
        Wire.headers(
            "cache-control", "no-store",
            "content-type", "text/plain",
            "x-amz-website-redirect-location", "/elsewhere",
            "x-amz-meta-a", "1",
            "x-amz-storage-class", "STANDARD_IA");

    Headers answered = s3.add(Headers.none(), s3.parse(sent), Map.of());

    assertThat(answered.fields()).containsExactlyInAnyOrderElementsOf(sent.fields());
  }

  @Test
  void add_standardClass_notShown() {
    ObjectMetadata metadata = s3.parse(Wire.headers("x-amz-storage-class", "STANDARD"));

    assertThat(s3.add(Headers.none(), metadata, Map.of()).has("x-amz-storage-class")).isFalse();
  }

  @Test
  void add_noContentType_default() {
    assertThat(s3.add(Headers.none(), ObjectMetadata.none(), Map.of()).first("content-type"))
        .contains("binary/octet-stream");
  }

  @Test
  void add_overrides_win() {
    ObjectMetadata metadata = s3.parse(Wire.headers("content-type", "text/plain"));

    assertThat(s3.add(Headers.none(), metadata, Map.of("content-type", "a/b")).all("content-type"))
        .containsExactly("a/b");
  }

  @Test
  void unicode_metadataAsEncodedWords_systemHeadersAsSent() {
    String disposition = HeaderText.encode("attachment; filename=\"ключ.txt\"");
    Headers sent =
        Wire.headers(
            "x-amz-meta-name", HeaderText.encode("ключ"), "content-disposition", disposition);

    ObjectMetadata metadata = s3.parse(sent);
    Headers answered = s3.add(Headers.none(), metadata, Map.of());

    assertThat(metadata.user()).isEqualTo(Map.of("name", "ключ"));
    assertThat(answered.first("x-amz-meta-name")).contains("=?UTF-8?B?0LrQu9GO0Yc=?=");
    assertThat(answered.first("content-disposition")).contains(disposition);
  }
}
