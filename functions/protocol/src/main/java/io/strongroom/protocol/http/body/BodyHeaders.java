package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads what the headers promise of the body, before a byte of it is accepted. */
final class BodyHeaders {

  private static final int MD5_BYTES = 16;
  private static final int MAX_LENGTH_DIGITS = 18;

  private final BodyRules rules;
  private final Function<String, List<String>> values;

  /**
   * @param values every value of a header, by its name in any case
   */
  BodyHeaders(BodyRules rules, Function<String, List<String>> values) {
    this.rules = rules;
    this.values = values;
  }

  OptionalLong contentLength() {
    return length("content-length");
  }

  OptionalLong decodedContentLength() {
    return length(rules.prefix() + "decoded-content-length");
  }

  /** A body without chunks is as long as it is; another length would be that of a framed one. */
  void requireUnframed() {
    OptionalLong decoded = decodedContentLength();
    if (decoded.isPresent() && !decoded.equals(contentLength())) {
      throw new BodyRejected.InvalidContentLength(
          rules.prefix() + "decoded-content-length", Long.toString(decoded.getAsLong()));
    }
  }

  /** Content-MD5 in base64. */
  Optional<String> contentMd5() {
    Optional<String> value = first("content-md5");
    value.ifPresent(
        md5 -> {
          if (!StatedChecksum.isBase64Of(md5, MD5_BYTES)) {
            throw new BodyRejected.InvalidContentMd5(md5);
          }
        });
    return value;
  }

  /**
   * The one checksum that the client states, in a header or, if the body's form has one, in its
   * trailer.
   */
  Optional<StatedChecksum> checksum(boolean trailer) {
    List<String> announced = announcedTrailers();
    if (!trailer && !announced.isEmpty()) {
      throw new BodyRejected.MalformedTrailer("a trailer is announced, but the body has none");
    }
    if (!rules.checksums()) {
      return Optional.empty();
    }
    List<StatedChecksum> stated = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String header = ChecksumNames.header(rules.prefix(), algorithm);
      for (String value : values.apply(header)) {
        stated.add(new StatedChecksum.InHeader(algorithm, header, value.strip()));
      }
    }
    for (String name : announced) {
      stated.add(new StatedChecksum.InTrailer(trailerAlgorithm(name), name));
    }
    rejectNotOffered();
    if (stated.size() > 1) {
      throw new BodyRejected.MultipleChecksums();
    }
    Optional<StatedChecksum> checksum = stated.stream().findFirst();
    checkNamedAlgorithm(checksum);
    return checksum;
  }

  /** Lower-case names in the trailer header. */
  List<String> announcedTrailers() {
    return values.apply(rules.prefix() + "trailer").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private ChecksumAlgorithm trailerAlgorithm(String name) {
    return ChecksumNames.ofHeader(rules.prefix(), name)
        .orElseThrow(() -> new BodyRejected.UnsupportedTrailer(name));
  }

  private void rejectNotOffered() {
    for (String word : ChecksumNames.NOT_OFFERED) {
      String header = rules.prefix() + "checksum-" + word;
      if (first(header).isPresent()) {
        throw new BodyRejected.UnsupportedChecksum(header);
      }
    }
  }

  /** The SDK's own word for the algorithm must agree with the checksum it sends. */
  private void checkNamedAlgorithm(Optional<StatedChecksum> checksum) {
    String header = rules.prefix() + "sdk-checksum-algorithm";
    Optional<String> named = first(header);
    if (named.isEmpty()) {
      return;
    }
    if (checksum.isEmpty()) {
      throw new BodyRejected.MissingChecksum(header);
    }
    if (!ChecksumNames.ofToken(named.get()).equals(checksum.map(StatedChecksum::algorithm))) {
      throw new BodyRejected.InvalidChecksumValue(header, false);
    }
  }

  private OptionalLong length(String header) {
    Optional<String> value = first(header);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    String text = value.get();
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_LENGTH_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw new BodyRejected.InvalidContentLength(header, text);
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private Optional<String> first(String header) {
    return values.apply(header).stream().map(String::strip).findFirst();
  }
}
