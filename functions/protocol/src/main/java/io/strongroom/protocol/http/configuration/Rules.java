package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.protocol.http.xml.XmlElement;
import java.util.OptionalInt;

/** What holds for the numbers of lifecycle rules, and for what may stand in one rule together. */
final class Rules {

  private Rules() {}

  /**
   * A count of days, or of versions, in the child of that name.
   *
   * @throws ObjectStoreException InvalidArgument when it is not positive
   */
  static OptionalInt days(XmlElement element, String child, String action) {
    int number;
    try {
      var text = element.findText(child);
      if (text.isEmpty()) {
        return OptionalInt.empty();
      }
      number = Integer.parseInt(text.get().strip());
    } catch (NumberFormatException e) {
      throw malformed(child + " is no number");
    }
    if (number <= 0) {
      throw invalid(
          "'%s' for %s action must be a positive integer".formatted(child, action),
          child,
          Integer.toString(number));
    }
    return OptionalInt.of(number);
  }

  /** S3: uploads and delete markers have neither tags nor a size. */
  static void requireFitting(LifecycleRule rule) {
    LifecycleFilter filter = rule.filter();
    boolean sized = filter.largerThan().isPresent() || filter.smallerThan().isPresent();
    if (rule.abortAfterDays().isPresent()) {
      requireNone(!filter.tags().isEmpty(), "AbortIncompleteMultipartUpload", "Tags");
      requireNone(sized, "AbortIncompleteMultipartUpload", "Object Size");
    }
    if (rule.expiration().filter(Expiration.OfMarkers.class::isInstance).isPresent()) {
      requireNone(!filter.tags().isEmpty(), "ExpiredObjectDeleteMarker", "Tags");
    }
  }

  private static void requireNone(boolean some, String action, String test) {
    if (some) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(action + " cannot be specified with " + test + "."));
    }
  }

  static ObjectStoreException invalid(String detail, String argument, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, argument, given));
  }

  static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}
