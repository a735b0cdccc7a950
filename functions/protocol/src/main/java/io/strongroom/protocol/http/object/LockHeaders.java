package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.DeleteObject.Bypass;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.Retention;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.configuration.RetentionDates;
import io.strongroom.protocol.http.configuration.RetentionModes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Locks of objects in headers.
 *
 * <p>Source: "PutObject", Amazon S3 API reference, and answers recorded from the service;
 * "Uploading Objects - PUT", OBS API reference.
 */
final class LockHeaders {

  private final Vocabulary words;
  private final String mode;
  private final String until;
  private final String hold;

  LockHeaders(Vocabulary words) {
    this.words = words;
    this.mode = words.header("object-lock-mode");
    this.until = words.header("object-lock-retain-until-date");
    this.hold = words.header("object-lock-legal-hold");
  }

  /**
   * Of a write.
   *
   * @param clock by which a retention is over before it begins
   * @throws ObjectStoreException InvalidArgument
   */
  ObjectLock parse(Headers headers, InstantSource clock) {
    return new ObjectLock(retention(headers, clock), legalHold(headers));
  }

  private Optional<Retention> retention(Headers headers, InstantSource clock) {
    Optional<String> givenMode = headers.first(mode).filter(text -> !text.isEmpty());
    Optional<String> givenUntil = headers.first(until).filter(text -> !text.isEmpty());
    if (givenMode.isEmpty() && givenUntil.isEmpty()) {
      return Optional.empty();
    }
    if (givenMode.isEmpty() || givenUntil.isEmpty()) {
      throw invalid(
          until + " and " + mode + " must both be supplied",
          givenMode.isEmpty() ? mode : until,
          "");
    }
    Retention retention = new Retention(mode(givenMode.get()), date(givenUntil.get()));
    if (!retention.until().isAfter(clock.instant())) {
      throw invalid("The retain until date must be in the future!", until, givenUntil.get());
    }
    return Optional.of(retention);
  }

  private Retention.Mode mode(String given) {
    return RetentionModes.parse(given, words)
        .orElseThrow(() -> invalid("Unknown wormMode directive.", mode, given));
  }

  private Instant date(String given) {
    try {
      return RetentionDates.parse(given, words);
    } catch (DateTimeException e) {
      throw invalid("The retain until date must be provided in ISO 8601 format", until, given);
    }
  }

  /** S3: in OBS nobody asks for the header, so it is refused by its name. */
  private Optional<Boolean> legalHold(Headers headers) {
    if (!words.checksums()) {
      return Optional.empty();
    }
    return headers
        .first(hold)
        .filter(text -> !text.isEmpty())
        .map(
            given ->
                switch (given) {
                  case "ON" -> true;
                  case "OFF" -> false;
                  case String other ->
                      throw invalid("Legal Hold must be either of 'ON' or 'OFF'", hold, other);
                });
  }

  /**
   * Whether a retention in governance mode is to give way.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  Bypass bypass(Headers headers) {
    String header = words.header("bypass-governance-retention");
    if (!words.checksums()) {
      return Bypass.UNSAID;
    }
    String given = headers.first(header).orElse("");
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "" -> Bypass.UNSAID;
      case "true" -> Bypass.YES;
      case "false" -> Bypass.NO;
      case String _ -> throw invalid("The value must be true or false.", header, given);
    };
  }

  /** Adds what a reader may know. */
  Headers add(Headers headers, ObjectLock lock) {
    Headers added = headers;
    if (lock.retention().isPresent()) {
      Retention retention = lock.retention().get();
      added =
          added
              .and(mode, retention.mode().name())
              .and(until, RetentionDates.text(retention.until()));
    }
    // OBS: nobody holds anything there.
    return lock.legalHold().isPresent() && words.checksums()
        ? added.and(hold, lock.legalHold().get() ? "ON" : "OFF")
        : added;
  }

  private static ObjectStoreException invalid(String detail, String header, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, header, given));
  }
}
