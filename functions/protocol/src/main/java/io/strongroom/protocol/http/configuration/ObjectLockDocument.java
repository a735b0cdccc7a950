package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.BucketLock;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.DefaultRetention;
import io.strongroom.domain.record.DefaultRetention.Unit;
import io.strongroom.domain.record.Retention;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The document {@code ObjectLockConfiguration}: that a bucket locks versions, and how new ones are
 * kept by default.
 *
 * <p>Source: "PutObjectLockConfiguration", Amazon S3 API reference, and answers recorded from the
 * service; "Configuring a Default WORM Policy for a Bucket", OBS API reference.
 */
final class ObjectLockDocument {

  static final String ROOT = "ObjectLockConfiguration";

  private static final String ENABLED = "ObjectLockEnabled";
  private static final String RULE = "Rule";
  private static final String DEFAULT = "DefaultRetention";
  private static final String MODE = "Mode";
  private static final String DAYS = "Days";
  private static final String YEARS = "Years";

  private static final int MOST_DAYS = 36_500;
  private static final int MOST_YEARS = 100;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");

  private final Vocabulary words;

  ObjectLockDocument(Vocabulary words) {
    this.words = words;
  }

  WireResponse answer(BucketLock lock) {
    XmlWriter xml = XmlWriter.document(ROOT, words.xmlNamespace()).element(ENABLED, "Enabled");
    lock.byDefault()
        .ifPresent(
            kept ->
                xml.open(RULE)
                    .open(DEFAULT)
                    .element(MODE, kept.mode().name())
                    .element(name(kept.unit()), kept.count())
                    .close()
                    .close());
    return XmlAnswer.of(xml);
  }

  private static String name(Unit unit) {
    return switch (unit) {
      case DAYS -> DAYS;
      case YEARS -> YEARS;
    };
  }

  /**
   * S3: any bucket that keeps versions may begin to lock them. OBS: only one that was made so.
   *
   * @throws ObjectStoreException MalformedXml, InvalidArgument
   */
  BucketSetting parse(XmlElement root) {
    root.allowing(ENABLED, RULE);
    String enabled = root.findText(ENABLED).map(String::strip).orElse("");
    boolean said = enabled.equals("Enabled") || (enabled.isEmpty() && !words.checksums());
    if (!said) {
      throw malformed("not enabled");
    }
    return new BucketSetting.Lock(root.find(RULE).map(this::rule), words.checksums());
  }

  private DefaultRetention rule(XmlElement rule) {
    XmlElement kept = rule.allowing(DEFAULT).get(DEFAULT).allowing(MODE, DAYS, YEARS);
    Retention.Mode mode = mode(kept.getText(MODE).strip());
    Optional<String> days = kept.findText(DAYS).map(String::strip);
    Optional<String> years = kept.findText(YEARS).map(String::strip);
    if (days.isPresent() == years.isPresent()) {
      throw malformed("not one period");
    }
    return days.isPresent()
        ? new DefaultRetention(mode, Unit.DAYS, count(days.get(), DAYS, MOST_DAYS))
        : new DefaultRetention(mode, Unit.YEARS, count(years.orElseThrow(), YEARS, MOST_YEARS));
  }

  private Retention.Mode mode(String given) {
    return RetentionModes.parse(given, words).orElseThrow(() -> malformed("no mode: " + given));
  }

  private int count(String given, String element, int most) {
    if (!NUMBER.matcher(given).matches()) {
      throw malformed(element + " is no number");
    }
    int count = Integer.parseInt(given);
    if (count < 1) {
      throw Rules.invalid(
          "Default retention period must be a positive integer value.", element, given);
    }
    if (count > most) {
      throw Rules.invalid("Default retention period too large.", element, given);
    }
    return count;
  }

  private static ObjectStoreException malformed(String detail) {
    return Rules.malformed(detail);
  }
}
