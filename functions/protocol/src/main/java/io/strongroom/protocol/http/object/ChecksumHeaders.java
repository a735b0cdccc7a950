package io.strongroom.protocol.http.object;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Checksums outside bodies: which ones a request asks for, and how answers state them. */
final class ChecksumHeaders {

  private final Vocabulary words;
  private final String algorithm;
  private final String type;

  ChecksumHeaders(Vocabulary words) {
    this.words = words;
    this.algorithm = words.header("checksum-algorithm");
    this.type = words.header("checksum-type");
  }

  /** Whether a reader wants the stored checksum. */
  boolean wanted(Headers headers) {
    return words.checksums()
        && headers
            .first(words.header("checksum-mode"))
            .filter(mode -> mode.equalsIgnoreCase("ENABLED"))
            .isPresent();
  }

  /**
   * The algorithm that the object shall have a checksum of.
   *
   * @throws ObjectStoreException InvalidRequest for one that is not supported
   */
  Optional<ChecksumAlgorithm> algorithm(Headers headers) {
    return words.checksums()
        ? headers.first(algorithm).map(ChecksumHeaders::parse)
        : Optional.empty();
  }

  /**
   * What an upload is created with.
   *
   * @throws ObjectStoreException InvalidRequest for a type without algorithm and for pairs that do
   *     not exist
   */
  Optional<ChecksumChoice> choice(Headers headers) {
    Optional<ChecksumAlgorithm> chosen = algorithm(headers);
    Optional<String> givenType = words.checksums() ? headers.first(type) : Optional.empty();
    if (chosen.isEmpty() && givenType.isPresent()) {
      throw invalid("The " + type + " header can only be used with the " + algorithm + " header.");
    }
    return chosen.map(
        each -> new ChecksumChoice(each, givenType.map(t -> type(t, each)).orElse(usual(each))));
  }

  /** Adds the checksum of a whole object. */
  Headers add(Headers headers, Optional<ObjectChecksum> checksum) {
    return words.checksums() && checksum.isPresent()
        ? addPart(headers, checksum).and(type, checksum.get().type().name())
        : headers;
  }

  /** Adds the checksum of a part, which has no type. */
  Headers addPart(Headers headers, Optional<ObjectChecksum> checksum) {
    return words.checksums() && checksum.isPresent()
        ? headers.and(
            words.header("checksum-" + lower(checksum.get().algorithm())), checksum.get().value())
        : headers;
  }

  /** Adds what an upload was created with. */
  Headers add(Headers headers, ChecksumChoice choice) {
    return headers.and(algorithm, choice.algorithm().name()).and(type, choice.type().name());
  }

  /** Adds the checksum of a copy to its answer. */
  void write(XmlWriter xml, Optional<ObjectChecksum> checksum, boolean withType) {
    if (words.checksums() && checksum.isPresent()) {
      ObjectChecksum shown = checksum.get();
      xml.element("Checksum" + shown.algorithm().name(), shown.value());
      if (withType) {
        xml.element("ChecksumType", shown.type().name());
      }
    }
  }

  private static ChecksumAlgorithm parse(String name) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                        + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
  }

  private ObjectChecksum.Type type(String given, ChecksumAlgorithm of) {
    ObjectChecksum.Type asked =
        Arrays.stream(ObjectChecksum.Type.values())
            .filter(each -> each.name().equalsIgnoreCase(given))
            .findFirst()
            .orElseThrow(() -> invalid("Value for " + type + " header is invalid."));
    boolean possible =
        switch (of) {
          case CRC32, CRC32C -> true;
          case CRC64NVME -> asked == ObjectChecksum.Type.FULL_OBJECT;
          case SHA1, SHA256 -> asked == ObjectChecksum.Type.COMPOSITE;
        };
    if (!possible) {
      throw invalid(
          "The %s checksum type cannot be used with the %s checksum algorithm."
              .formatted(asked.name(), lower(of)));
    }
    return asked;
  }

  private static ObjectChecksum.Type usual(ChecksumAlgorithm algorithm) {
    return algorithm == ChecksumAlgorithm.CRC64NVME
        ? ObjectChecksum.Type.FULL_OBJECT
        : ObjectChecksum.Type.COMPOSITE;
  }

  private static String lower(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidRequest(detail));
  }
}
