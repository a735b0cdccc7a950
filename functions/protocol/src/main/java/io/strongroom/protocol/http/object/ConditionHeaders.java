package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.Vocabulary;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Conditional headers of reads, copy sources, writes and deletes. */
final class ConditionHeaders {

  private static final String ANY = "*";

  private ConditionHeaders() {}

  /**
   * Of GetObject and HeadObject.
   *
   * @param now a date beyond it that something is to be modified since counts for nothing
   */
  static ReadConditions ofRead(Headers headers, Instant now) {
    return read(headers, "", now);
  }

  /** Of a copy's source. */
  static ReadConditions ofCopySource(Headers headers, Vocabulary words, Instant now) {
    return read(headers, words.header("copy-source-"), now);
  }

  /**
   * Of an operation that makes an object.
   *
   * @throws ObjectStoreException HeaderNotImplemented for anything but {@code If-None-Match: *} or
   *     {@code If-Match} with one entity tag
   */
  static WriteCondition ofWrite(Headers headers) {
    Optional<String> ifMatch = headers.first("if-match");
    Optional<String> ifNoneMatch = headers.first("if-none-match");
    if (ifNoneMatch.isPresent()) {
      if (ifMatch.isPresent()) {
        throw new ObjectStoreException(
            new RequestError.HeaderNotImplemented(
                "If-Match,If-None-Match",
                "Multiple conditional request headers present in the request"));
      }
      if (!ifNoneMatch.get().equals(ANY)) {
        throw notImplemented("If-None-Match");
      }
      return new WriteCondition.IfAbsent();
    }
    return ifMatch.map(ConditionHeaders::ifMatches).orElseGet(WriteCondition.Always::new);
  }

  /**
   * Of DeleteObject.
   *
   * @throws ObjectStoreException HeaderNotImplemented for conditions other than {@code If-Match}
   *     with one entity tag
   */
  static WriteCondition ofDelete(Headers headers, Vocabulary words) {
    for (String name : List.of("if-match-last-modified-time", "if-match-size")) {
      if (headers.has(words.header(name))) {
        throw notImplemented(words.header(name));
      }
    }
    return headers
        .first("if-match")
        .map(ConditionHeaders::ifMatches)
        .orElseGet(WriteCondition.Always::new);
  }

  private static WriteCondition ifMatches(String value) {
    List<String> tags = tags(value);
    if (tags.size() != 1 || tags.getFirst().equals(ANY)) {
      throw notImplemented("If-Match");
    }
    return new WriteCondition.IfMatches(new ETag(tags.getFirst()));
  }

  private static ReadConditions read(Headers headers, String prefix, Instant now) {
    return new ReadConditions(
        headers.first(prefix + "if-match").map(ConditionHeaders::tags).orElse(List.of()),
        headers.first(prefix + "if-none-match").map(ConditionHeaders::tags).orElse(List.of()),
        headers
            .first(prefix + "if-modified-since")
            .flatMap(HttpDates::parse)
            .filter(date -> !date.isAfter(now)),
        headers.first(prefix + "if-unmodified-since").flatMap(HttpDates::parse),
        prefix);
  }

  /** S3: tags are taken with and without quotes, and weak ones as if they were strong. */
  private static List<String> tags(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .map(ConditionHeaders::unquoted)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private static String unquoted(String tag) {
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }

  private static ObjectStoreException notImplemented(String header) {
    return new ObjectStoreException(new RequestError.HeaderNotImplemented(header));
  }
}
