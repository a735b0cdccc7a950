package io.strongroom.protocol.http.object;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.CompleteMultipartUpload.Expectation;
import io.strongroom.domain.operation.CompleteMultipartUpload.NamedChecksum;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.body.ChecksumNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the headers of CompleteMultipartUpload say the object must be. They speak of the object, not
 * of the body that lists its parts.
 *
 * <p>Source: "CompleteMultipartUpload", Amazon S3 API reference.
 */
final class UploadExpectations {

  private static final Pattern SIZE = Pattern.compile("\\d{1,18}");
  private static final Pattern PART_COUNT = Pattern.compile("-\\d{1,5}$");

  private final Vocabulary words;

  UploadExpectations(Vocabulary words) {
    this.words = words;
  }

  /**
   * @throws ObjectStoreException InvalidRequest when a header cannot be what it is called
   */
  Expectation parse(Headers headers) {
    return words.checksums()
        ? new Expectation(checksum(headers), type(headers), size(headers))
        : new Expectation(Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  private Optional<NamedChecksum> checksum(Headers headers) {
    List<NamedChecksum> stated = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String header = ChecksumNames.header(words.prefix(), algorithm);
      for (String value : headers.all(header)) {
        requireShape(header, algorithm, value.strip());
        stated.add(new NamedChecksum(algorithm, value.strip()));
      }
    }
    if (stated.size() > 1) {
      throw invalid(
          "Expecting a single "
              + words.header("checksum-")
              + " header. Multiple checksum Types are not allowed.");
    }
    return stated.stream().findFirst();
  }

  private Optional<ObjectChecksum.Type> type(Headers headers) {
    String header = words.header("checksum-type");
    return headers
        .first(header)
        .map(
            given ->
                Arrays.stream(ObjectChecksum.Type.values())
                    .filter(type -> type.name().equals(given))
                    .findFirst()
                    .orElseThrow(() -> invalidValue(header)));
  }

  private OptionalLong size(Headers headers) {
    String header = words.header("mp-object-size");
    Optional<String> given = headers.first(header);
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!SIZE.matcher(given.get()).matches()) {
      throw invalidValue(header);
    }
    return OptionalLong.of(Long.parseLong(given.get()));
  }

  private static void requireShape(String header, ChecksumAlgorithm algorithm, String value) {
    try {
      byte[] digest = Base64.getDecoder().decode(PART_COUNT.matcher(value).replaceFirst(""));
      if (digest.length != algorithm.digestLength()) {
        throw invalidValue(header);
      }
    } catch (IllegalArgumentException e) {
      throw invalidValue(header);
    }
  }

  private static ObjectStoreException invalidValue(String header) {
    return invalid("Value for " + header + " header is invalid.");
  }

  private static ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidRequest(detail));
  }
}
