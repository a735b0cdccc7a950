package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.RetentionDates;
import io.strongroom.protocol.http.configuration.RetentionModes;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The documents {@code Retention} and {@code LegalHold} of one version. */
final class LockDocuments {

  static final String RETENTION = "Retention";
  static final String HOLD = "LegalHold";

  private static final String MODE = "Mode";
  private static final String UNTIL = "RetainUntilDate";
  private static final String STATUS = "Status";

  private final Vocabulary words;

  LockDocuments(Vocabulary words) {
    this.words = words;
  }

  WireResponse answer(Retention retention) {
    return XmlAnswer.of(
        XmlWriter.document(RETENTION, words.xmlNamespace())
            .element(MODE, retention.mode().name())
            .element(UNTIL, RetentionDates.text(retention.until())));
  }

  WireResponse answer(boolean held) {
    return XmlAnswer.of(
        XmlWriter.document(HOLD, words.xmlNamespace()).element(STATUS, held ? "ON" : "OFF"));
  }

  /**
   * S3: a document that says nothing takes the retention away.
   *
   * @throws ObjectStoreException MalformedLock
   */
  VersionChange retention(XmlElement root, boolean bypass) {
    root.allowing(MODE, UNTIL);
    Optional<String> mode = root.findText(MODE).map(String::strip);
    Optional<String> until = root.findText(UNTIL).map(String::strip);
    if (mode.isEmpty() && until.isEmpty() && words.checksums()) {
      return new VersionChange.Retain(Optional.empty(), bypass);
    }
    if (mode.isEmpty() || until.isEmpty()) {
      throw malformed("half a retention");
    }
    return new VersionChange.Retain(
        Optional.of(new Retention(mode(mode.get()), date(until.get()))), bypass);
  }

  private Retention.Mode mode(String given) {
    return RetentionModes.parse(given, words).orElseThrow(() -> malformed("no mode: " + given));
  }

  private Instant date(String given) {
    try {
      return RetentionDates.parse(given, words);
    } catch (DateTimeException e) {
      throw malformed(UNTIL + " is no date");
    }
  }

  /**
   * @throws ObjectStoreException MalformedLock
   */
  VersionChange hold(XmlElement root) {
    return switch (root.allowing(STATUS).getText(STATUS).strip()) {
      case "ON" -> new VersionChange.Hold(true);
      case "OFF" -> new VersionChange.Hold(false);
      case String other -> throw malformed("no status: " + other);
    };
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new LockError.MalformedLock(detail));
  }
}
