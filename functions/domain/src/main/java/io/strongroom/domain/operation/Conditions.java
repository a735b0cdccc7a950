package io.strongroom.domain.operation;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Evaluates read conditions in the order of RFC 9110 §13.2.2.
 *
 * <p>Dates compare in whole seconds, as headers carry them.
 */
final class Conditions {

  private Conditions() {}

  /** For GET and HEAD: PreconditionFailed or NotModified. */
  static void requireForRead(ReadConditions conditions, ObjectVersion object) {
    requireMatch(conditions, object);
    if (unchanged(conditions, object)) {
      throw new ObjectStoreException(
          new RequestError.NotModified(object.etag(), object.lastModified()));
    }
  }

  /** For the source of a copy, where "not modified" is a failure too. */
  static void requireForCopy(ReadConditions conditions, ObjectVersion object) {
    requireMatch(conditions, object);
    if (unchanged(conditions, object)) {
      throw failed(
          conditions, conditions.ifNoneMatch().isEmpty() ? "If-Modified-Since" : "If-None-Match");
    }
  }

  private static void requireMatch(ReadConditions conditions, ObjectVersion object) {
    if (!conditions.ifMatch().isEmpty()) {
      if (!names(conditions.ifMatch(), object)) {
        throw failed(conditions, "If-Match");
      }
      return;
    }
    boolean changed =
        conditions.ifUnmodifiedSince().map(date -> seconds(object).isAfter(date)).orElse(false);
    if (changed) {
      throw failed(conditions, "If-Unmodified-Since");
    }
  }

  private static boolean unchanged(ReadConditions conditions, ObjectVersion object) {
    if (!conditions.ifNoneMatch().isEmpty()) {
      return names(conditions.ifNoneMatch(), object);
    }
    return conditions.ifModifiedSince().map(date -> !seconds(object).isAfter(date)).orElse(false);
  }

  private static boolean names(List<String> etags, ObjectVersion object) {
    return etags.contains("*") || etags.contains(object.etag().value());
  }

  private static Instant seconds(ObjectVersion object) {
    return object.lastModified().truncatedTo(ChronoUnit.SECONDS);
  }

  private static ObjectStoreException failed(ReadConditions conditions, String header) {
    return new ObjectStoreException(
        new RequestError.PreconditionFailed(conditions.prefix() + header));
  }
}
