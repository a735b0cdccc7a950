package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a writer says about an object besides its bytes, and how readers get it back. */
final class MetadataHeaders {

  private static final List<String> SYSTEM =
      List.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-type",
          "expires");

  private static final String REDIRECT = ObjectMetadata.REDIRECT;

  private static final String DEFAULT_TYPE = "binary/octet-stream";

  private final Vocabulary words;
  private final String userPrefix;

  MetadataHeaders(Vocabulary words) {
    this.words = words;
    this.userPrefix = words.header("meta-");
  }

  /**
   * @throws ObjectStoreException MetadataTooLarge, InvalidStorageClass
   */
  ObjectMetadata parse(Headers headers) {
    return new ObjectMetadata(system(headers), user(headers), storageClass(headers));
  }

  /**
   * What a copy that keeps its source's metadata is given anew. S3: user metadata beside it is
   * passed over, as the request itself says.
   *
   * @throws ObjectStoreException InvalidStorageClass
   */
  ObjectMetadata.Placement placement(Headers headers) {
    headers.withPrefix(userPrefix);
    return new ObjectMetadata.Placement(storageClass(headers), redirect(headers));
  }

  /**
   * Adds everything about the object.
   *
   * @param overrides system headers that the reader wants to see with other values
   */
  Headers add(Headers headers, ObjectMetadata metadata, Map<String, String> overrides) {
    Map<String, String> shown = new TreeMap<>(metadata.appendable(false).system());
    shown.putIfAbsent("content-type", DEFAULT_TYPE);
    shown.putAll(overrides);
    Headers added = headers;
    for (Map.Entry<String, String> field : shown.entrySet()) {
      String name = field.getKey().equals(REDIRECT) ? words.header(REDIRECT) : field.getKey();
      added = added.and(name, HeaderText.encode(field.getValue()));
    }
    for (Map.Entry<String, String> field : metadata.user().entrySet()) {
      added = added.and(userPrefix + field.getKey(), encodedWord(field.getValue()));
    }
    Optional<String> shownClass =
        metadata.storageClass().filter(storageClass -> !storageClass.equals("STANDARD"));
    return shownClass.isEmpty()
        ? added
        : added.and(
            words.header("storage-class"), StorageClasses.of(words).shown(shownClass.get()));
  }

  private Map<String, String> system(Headers headers) {
    Map<String, String> system = new TreeMap<>();
    for (String name : SYSTEM) {
      headers.first(name).map(HeaderText::decode).ifPresent(value -> system.put(name, value));
    }
    system.computeIfPresent("content-encoding", (name, value) -> withoutFraming(value));
    redirect(headers).ifPresent(value -> system.put(REDIRECT, value));
    system.values().removeIf(String::isEmpty);
    return system;
  }

  private Optional<String> redirect(Headers headers) {
    return headers.first(words.header(REDIRECT)).map(HeaderText::decode);
  }

  /**
   * {@code aws-chunked} describes the transfer and not the object; the rest stays as it was sent.
   */
  private static String withoutFraming(String contentEncoding) {
    List<String> codings = List.of(contentEncoding.split(",", -1));
    boolean framed = codings.stream().anyMatch(MetadataHeaders::isFraming);
    return framed
        ? codings.stream()
            .filter(coding -> !isFraming(coding))
            .collect(Collectors.joining(","))
            .strip()
        : contentEncoding;
  }

  private static boolean isFraming(String coding) {
    return coding.strip().equalsIgnoreCase("aws-chunked");
  }

  private Map<String, String> user(Headers headers) {
    Map<String, String> user = new TreeMap<>();
    for (Headers.Field field : headers.withPrefix(userPrefix)) {
      if (field.name().length() > userPrefix.length()) {
        user.merge(
            field.name().substring(userPrefix.length()),
            HeaderText.decode(field.value().strip()),
            (first, second) -> first + "," + second);
      }
    }
    int size = user.entrySet().stream().mapToInt(MetadataHeaders::size).sum();
    if (size > words.metadataLimit()) {
      throw new ObjectStoreException(
          new RequestError.MetadataTooLarge(size, words.metadataLimit()));
    }
    return user;
  }

  private static int size(Map.Entry<String, String> field) {
    return field.getKey().length() + field.getValue().getBytes(StandardCharsets.UTF_8).length;
  }

  private Optional<String> storageClass(Headers headers) {
    return headers
        .first(words.header("storage-class"))
        .map(
            given ->
                StorageClasses.of(words)
                    .kept(given)
                    .orElseThrow(
                        () ->
                            new ObjectStoreException(new RequestError.InvalidStorageClass(given))));
  }

  /** S3: metadata that is not ASCII comes back as RFC 2047 encoded words. */
  private static String encodedWord(String text) {
    return HeaderText.isAscii(text)
        ? text
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }
}
