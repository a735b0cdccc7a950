package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionHeadersTest {

  private static final Vocabulary S3 = S3Vocabulary.words();
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  @Test
  void ofRead_none_none() {
    assertThat(ConditionHeaders.ofRead(Headers.none(), NOW)).isEqualTo(ReadConditions.none());
  }

  @Test
  void ofRead_all_parsed() {
    Headers headers =
        Wire.headers(
            "If-Match", "\"a\", b , W/\"c\"",
            "If-None-Match", "*",
            "If-Modified-Since", "Sun, 22 Nov 2026 02:16:06 GMT",
            "If-Unmodified-Since", "Sun, 1 Nov 2026 02:16:06 GMT");

    assertThat(ConditionHeaders.ofRead(headers, NOW))
        .isEqualTo(
            new ReadConditions(
                List.of("a", "b", "c"),
                List.of("*"),
                Optional.of(Instant.parse("2026-11-22T02:16:06Z")),
                Optional.of(Instant.parse("2026-11-01T02:16:06Z")),
                ""));
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-11-22", "''", "'Sun, 32 Nov 2026 02:16:06 GMT'"})
  void ofRead_dateNotUnderstood_ignored(String date) {
    assertThat(ConditionHeaders.ofRead(Wire.headers("If-Modified-Since", date), NOW))
        .isEqualTo(ReadConditions.none());
  }

  @Test
  void ofRead_modifiedSinceTheFuture_ignored() {
    String tomorrow = "Tue, 01 Dec 2026 00:00:00 GMT";
    assertThat(ConditionHeaders.ofRead(Wire.headers("If-Modified-Since", tomorrow), NOW))
        .isEqualTo(ReadConditions.none());
    assertThat(
            ConditionHeaders.ofCopySource(
                    Wire.headers("x-amz-copy-source-if-modified-since", tomorrow), S3, NOW)
                .ifModifiedSince())
        .isEmpty();
    assertThat(
            ConditionHeaders.ofRead(Wire.headers("If-Unmodified-Since", tomorrow), NOW)
                .ifUnmodifiedSince())
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'Sunday, 22-Nov-26 02:16:06 GMT', 2026-11-22T02:16:06Z",
    "'Sun Nov 22 02:16:06 2026', 2026-11-22T02:16:06Z",
    "'Sun Nov  1 02:16:06 2026', 2026-11-01T02:16:06Z",
    "'Friday, 31-Dec-99 23:59:59 GMT', 1999-12-31T23:59:59Z"
  })
  void ofRead_obsoleteDates_understood(String date, Instant meant) {
    assertThat(
            ConditionHeaders.ofRead(Wire.headers("If-Unmodified-Since", date), NOW)
                .ifUnmodifiedSince())
        .contains(meant);
  }

  @Test
  void ofCopySource_ownHeadersAndPrefix() {
    Headers headers = Wire.headers("x-amz-copy-source-if-match", "\"a\"", "if-match", "\"b\"");

    assertThat(ConditionHeaders.ofCopySource(headers, S3, NOW))
        .isEqualTo(
            new ReadConditions(
                List.of("a"), List.of(), Optional.empty(), Optional.empty(), "x-amz-copy-source-"));
    assertThat(ConditionHeaders.ofCopySource(headers, ObsVocabulary.words(), NOW).ifMatch())
        .isEmpty();
  }

  @Test
  void ofWrite_supportedOnes_parsed() {
    assertThat(ConditionHeaders.ofWrite(Headers.none())).isEqualTo(new WriteCondition.Always());
    assertThat(ConditionHeaders.ofWrite(Wire.headers("If-None-Match", "*")))
        .isEqualTo(new WriteCondition.IfAbsent());
    assertThat(ConditionHeaders.ofWrite(Wire.headers("If-Match", "\"abc\"")))
        .isEqualTo(new WriteCondition.IfMatches(new ETag("abc")));
    assertThat(ConditionHeaders.ofWrite(Wire.headers("If-Match", "abc")))
        .isEqualTo(new WriteCondition.IfMatches(new ETag("abc")));
  }

  @ParameterizedTest
  @CsvSource({
    "If-None-Match, \"abc\", If-None-Match",
    "If-Match, *, If-Match",
    "If-Match, '\"a\",\"b\"', If-Match",
  })
  void ofWrite_others_notImplemented(String header, String value, String named) {
    assertThatThrownBy(() -> ConditionHeaders.ofWrite(Wire.headers(header, value)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.HeaderNotImplemented(named)));
  }

  @Test
  void ofWrite_both_notImplemented() {
    Headers both = Wire.headers("If-None-Match", "*", "If-Match", "\"a\"");

    assertThatThrownBy(() -> ConditionHeaders.ofWrite(both))
        .isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void ofDelete_ifMatch_parsed() {
    assertThat(ConditionHeaders.ofDelete(Wire.headers("If-Match", "\"a\""), S3))
        .isEqualTo(new WriteCondition.IfMatches(new ETag("a")));
  }

  @ParameterizedTest
  @CsvSource({"x-amz-if-match-size", "x-amz-if-match-last-modified-time"})
  void ofDelete_otherMatches_notImplemented(String header) {
    assertThatThrownBy(() -> ConditionHeaders.ofDelete(Wire.headers(header, "1"), S3))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isEqualTo(new RequestError.HeaderNotImplemented(header)));
  }
}
