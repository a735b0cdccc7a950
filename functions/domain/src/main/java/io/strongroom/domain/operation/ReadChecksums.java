package io.strongroom.domain.operation;

import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.StoredChecksum;
import java.util.Optional;

/**
 * Which checksum an answer with some of an object's bytes has.
 *
 * <p>S3: a part has its own where that of the object is made of them. Otherwise only an answer with
 * every byte has one.
 */
final class ReadChecksums {

  private ReadChecksums() {}

  /**
   * @param key when there is one; without, a sealed checksum is left out
   */
  static Optional<ObjectChecksum> of(
      ObjectVersion object, Optional<ByteRange> range, Selection selection, Optional<DataKey> key) {
    Optional<ObjectChecksum> whole = open(object.checksum(), key);
    Optional<ObjectPart> part = part(object, selection);
    if (part.isPresent()
        && whole.filter(sum -> sum.type() == ObjectChecksum.Type.COMPOSITE).isPresent()) {
      return open(part.get().checksum(), key).map(ReadChecksums::ofComposite);
    }
    return isWhole(object, range) ? whole : Optional.empty();
  }

  /** Whether the answer depends on a checksum that only the data key opens. */
  static boolean needKey(ObjectVersion object, Optional<ByteRange> range, Selection selection) {
    boolean sealed = object.checksum().orElse(null) instanceof StoredChecksum.Sealed;
    return sealed && (isWhole(object, range) || part(object, selection).isPresent());
  }

  private static boolean isWhole(ObjectVersion object, Optional<ByteRange> range) {
    return range.map(bytes -> bytes.length() == object.size()).orElse(true);
  }

  /** Of an object that was made of parts. */
  private static Optional<ObjectPart> part(ObjectVersion object, Selection selection) {
    return selection instanceof Selection.Part(int number) && !object.parts().isEmpty()
        ? Optional.of(object.parts().get(number - 1))
        : Optional.empty();
  }

  private static ObjectChecksum ofComposite(ObjectChecksum part) {
    return new ObjectChecksum(part.algorithm(), ObjectChecksum.Type.COMPOSITE, part.value());
  }

  private static Optional<ObjectChecksum> open(
      Optional<StoredChecksum> stored, Optional<DataKey> key) {
    return key.flatMap(dataKey -> ObjectOpener.checksum(stored, dataKey))
        .or(
            () ->
                stored
                    .filter(StoredChecksum.Clear.class::isInstance)
                    .map(clear -> ((StoredChecksum.Clear) clear).checksum()));
  }
}
