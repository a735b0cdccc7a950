package io.strongroom.domain.operation;

import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import java.util.List;
import java.util.Optional;

/** Turns what a reader asked for into plaintext bytes of one object. */
final class Selections {

  private Selections() {}

  /** Empty for the whole object. Fails with InvalidRange or InvalidPartNumber. */
  static Optional<ByteRange> resolve(Selection selection, ObjectVersion object) {
    return switch (selection) {
      case Selection.Whole() -> Optional.empty();
      case Selection.Span span -> Optional.of(span(span, object.size()));
      case Selection.Suffix suffix -> Optional.of(suffix(suffix, object.size()));
      case Selection.Part(int number) -> Optional.of(part(number, object));
    };
  }

  private static ByteRange span(Selection.Span span, long size) {
    if (span.first() >= size) {
      throw unsatisfiable(size, span.raw());
    }
    long last = Math.min(span.last().orElse(size - 1), size - 1);
    return new ByteRange(span.first(), last - span.first() + 1);
  }

  private static ByteRange suffix(Selection.Suffix suffix, long size) {
    if (suffix.length() == 0 || size == 0) {
      throw unsatisfiable(size, suffix.raw());
    }
    long length = Math.min(suffix.length(), size);
    return new ByteRange(size - length, length);
  }

  private static ByteRange part(int number, ObjectVersion object) {
    List<ObjectPart> parts = object.parts();
    if (parts.isEmpty() && number == 1) {
      return new ByteRange(0, object.size());
    }
    if (number < 1 || number > parts.size()) {
      throw new ObjectStoreException(
          new RequestError.InvalidPartNumber(number, Math.max(1, parts.size())));
    }
    long first = parts.subList(0, number - 1).stream().mapToLong(ObjectPart::size).sum();
    return new ByteRange(first, parts.get(number - 1).size());
  }

  private static ObjectStoreException unsatisfiable(long size, String raw) {
    return new ObjectStoreException(new RequestError.InvalidRange(size, raw));
  }
}
