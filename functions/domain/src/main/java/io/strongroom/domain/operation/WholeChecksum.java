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
   * @throws ObjectStoreException ChecksumModeMismatch, PartChecksumMissing, InvalidPart or
   *     BadChecksum where the completion states otherwise
   */
  static Optional<ObjectChecksum> ofWhole(
      Upload upload,
      List<StoredPart> parts,
      CompleteMultipartUpload.Command command,
      MetadataKey metadataKey) {
    requireMode(upload, command.expectation());
    List<ObjectChecksum> known = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Optional<ObjectChecksum> checksum =
          parts.get(i).checksum().map(stored -> ChecksumVault.load(stored, metadataKey));
      requireNamed(upload, command.parts().get(i), checksum);
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

  private static void requireMode(Upload upload, CompleteMultipartUpload.Expectation expectation) {
    Optional<ObjectChecksum.Type> created = upload.checksum().map(ChecksumChoice::type);
    if (expectation.type().isPresent() && !expectation.type().equals(created)) {
      throw refused(new RequestError.ChecksumModeMismatch(created));
    }
  }

  /** S3: a composite checksum needs that of each part; an upload without algorithm takes none. */
  private static void requireNamed(
      Upload upload, CompleteMultipartUpload.NamedPart named, Optional<ObjectChecksum> actual) {
    Optional<CompleteMultipartUpload.NamedChecksum> stated = named.checksum();
    if (upload.checksum().isPresent()) {
      ChecksumChoice choice = upload.checksum().get();
      if (stated.isEmpty() && choice.type() == ObjectChecksum.Type.COMPOSITE) {
        throw refused(new RequestError.PartChecksumMissing(choice.algorithm(), named.number()));
      }
      if (stated.isPresent() && stated.get().algorithm() != choice.algorithm()) {
        throw refused(
            new RequestError.BadChecksum(stated.get().algorithm(), OptionalInt.of(named.number())));
      }
    }
    boolean fits =
        stated.isEmpty()
            || (upload.checksum().isPresent()
                && actual
                    .map(ObjectChecksum::value)
                    .equals(stated.map(CompleteMultipartUpload.NamedChecksum::value)));
    if (!fits) {
      throw refused(new RequestError.InvalidPart(upload.uploadId(), named.number(), named.etag()));
    }
  }

  /**
   * S3: of an upload without algorithm a checksum is passed over; one over every byte counts only
   * where its type is stated, too.
   */
  private static void requireExpected(
      Upload upload,
      CompleteMultipartUpload.Expectation expectation,
      Optional<ObjectChecksum> whole) {
    if (upload.checksum().isEmpty() || expectation.checksum().isEmpty()) {
      return;
    }
    ChecksumChoice choice = upload.checksum().get();
    boolean typed =
        expectation.type().isPresent() || choice.type() == ObjectChecksum.Type.COMPOSITE;
    String stated = expectation.checksum().get().value();
    if (!typed || whole.filter(actual -> isStated(stated, actual.value())).isEmpty()) {
      throw refused(new RequestError.BadChecksum(choice.algorithm(), OptionalInt.empty()));
    }
  }

  /** minio-go and what is made of it leave the number of parts out. */
  private static boolean isStated(String stated, String actual) {
    return actual.equals(stated) || actual.startsWith(stated + "-");
  }

  private static ObjectStoreException refused(RequestError error) {
    return new ObjectStoreException(error);
  }
}
