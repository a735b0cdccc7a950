package io.strongroom.signing.v4;

import io.strongroom.signing.SignableRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * When a request was signed.
 *
 * @param stamp {@code yyyyMMdd'T'HHmmss'Z'}, the form that enters the string to sign
 * @param fromDateHeader whether it came from the plain Date header for lack of {@code x-amz-date}
 */
record SigningTime(Instant instant, String stamp, boolean fromDateHeader) {

  private static final int STAMP_LENGTH = 16;
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  static SigningTime of(Instant instant) {
    return new SigningTime(instant, format(instant), false);
  }

  static String format(Instant instant) {
    return BASIC.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Reads the basic form; empty when it is not one. */
  static Optional<SigningTime> parse(String stamp) {
    if (stamp.length() != STAMP_LENGTH) {
      return Optional.empty();
    }
    try {
      Instant instant = LocalDateTime.parse(stamp, BASIC).toInstant(ZoneOffset.UTC);
      return Optional.of(new SigningTime(instant, stamp, false));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code x-amz-date} if the request has one, else Date in either form. */
  static Optional<SigningTime> ofHeaders(SignableRequest request) {
    Optional<String> amzDate = request.header("x-amz-date");
    if (amzDate.isPresent()) {
      return parse(amzDate.get());
    }
    return request.header("date").flatMap(SigningTime::ofDateHeader);
  }

  /** {@code yyyyMMdd}. */
  String date() {
    return stamp.substring(0, 8);
  }

  private static Optional<SigningTime> ofDateHeader(String value) {
    Optional<SigningTime> basic = parse(value);
    if (basic.isPresent()) {
      return Optional.of(new SigningTime(basic.get().instant(), value, true));
    }
    try {
      Instant instant =
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(new SigningTime(instant, format(instant), true));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
