package io.strongroom.domain.operation;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.checksum.PartChecksums;
import io.strongroom.domain.content.ChecksumVault;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The checksum of a whole object from those of its parts, without reading a byte of data. */
final class WholeChecksum {

  private WholeChecksum() {}

  /**
   * Empty when the parts have none, or not all the same kind.
   *
   * @throws ObjectStoreException BadChecksum, InvalidRequest where the completion states otherwise
   */
  static Optional<ObjectChecksum> ofWhole(
      Upload upload,
      List<StoredPart> parts,
      CompleteMultipartUpload.Command command,
      MetadataKey metadataKey) {
    List<ObjectChecksum> known = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Optional<ObjectChecksum> checksum =
          parts.get(i).checksum().map(stored -> ChecksumVault.load(stored, metadataKey));
      requireNamed(command.parts().get(i), checksum);
      checksum.ifPresent(known::add);
    }
    Optional<ObjectChecksum> whole =
        known.size() == parts.size() ? combine(upload, parts, known) : Optional.empty();
    requireExpected(upload, command.expectation(), whole);
    return whole;
  }

  private static Optional<ObjectChecksum> combine(
      Upload upload, List<StoredPart> parts, List<ObjectChecksum> checksums) {
    ChecksumAlgorithm algorithm = checksums.getFirst().algorithm();
    boolean same = checksums.stream().allMatch(checksum -> checksum.algorithm() == algorithm);
    if (!same) {
      return Optional.empty();
    }
    List<PartChecksums.Part> values = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      values.add(new PartChecksums.Part(checksums.get(i).value(), parts.get(i).size()));
    }
    if (typeOf(upload) == ObjectChecksum.Type.COMPOSITE) {
      return Optional.of(PartChecksums.composite(algorithm, values));
    }
    return algorithm.combinable()
        ? Optional.of(PartChecksums.fullObject(algorithm, values))
        : Optional.empty();
  }

  private static ObjectChecksum.Type typeOf(Upload upload) {
    return upload.checksum().map(ChecksumChoice::type).orElse(ObjectChecksum.Type.FULL_OBJECT);
  }

  private static void requireNamed(
      CompleteMultipartUpload.NamedPart named, Optional<ObjectChecksum> actual) {
    named
        .checksum()
        .ifPresent(
            stated -> {
              boolean equal =
                  actual
                      .map(
                          checksum ->
                              checksum.algorithm() == stated.algorithm()
                                  && checksum.value().equals(stated.value()))
                      .orElse(false);
              if (!equal) {
                throw new ObjectStoreException(
                    new RequestError.BadChecksum(
                        stated.algorithm(), OptionalInt.of(named.number())));
              }
            });
  }

  private static void requireExpected(
      Upload upload,
      CompleteMultipartUpload.Expectation expectation,
      Optional<ObjectChecksum> whole) {
    ObjectChecksum.Type type = typeOf(upload);
    if (expectation.type().isPresent() && expectation.type().get() != type) {
      throw new ObjectStoreException(new RequestError.ChecksumModeMismatch(type));
    }
    expectation
        .checksum()
        .ifPresent(
            stated -> {
              boolean equal =
                  whole.map(checksum -> checksum.value().equals(stated.value())).orElse(false);
              if (!equal) {
                throw new ObjectStoreException(
                    new RequestError.BadChecksum(stated.algorithm(), OptionalInt.empty()));
              }
            });
  }
}
