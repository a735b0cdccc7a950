package io.strongroom.endtoend.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words in braces of one case, and what they stand for. What is not known stays as it is. */
final class Placeholders {
  private static final Pattern WORD = Pattern.compile("\\{([a-z0-9-]+)(?::([^{}\"]*))?}");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<String, String> saved = new HashMap<>();

  Placeholders(String bucket) {
    saved.put("b", bucket);
  }

  void save(String name, String value) {
    saved.put(name, value);
  }

  String fill(String text) {
    return WORD.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    value(match.group(1), Optional.ofNullable(match.group(2)))
                        .orElse(match.group())));
  }

  private Optional<String> value(String word, Optional<String> argument) {
    return switch (word) {
      case "now" -> Optional.of(HTTP_DATE.format(Instant.now()));
      case "http-date" -> argument.map(shift -> HTTP_DATE.format(at(shift)));
      case "iso" -> argument.map(shift -> at(shift).truncatedTo(ChronoUnit.SECONDS).toString());
      case "epochms" -> argument.map(shift -> Long.toString(at(shift).toEpochMilli()));
      default ->
          Optional.ofNullable(saved.get(word))
              .map(value -> argument.isPresent() ? forged(value, argument.get()) : value);
    };
  }

  private static String forged(String value, String how) {
    if (!how.equals("forged")) {
      throw new IllegalArgumentException("not a form of a saved value: " + how);
    }
    return value.substring(0, Math.max(0, value.length() - 4)) + "ABCD";
  }

  /** {@code +1d}, {@code -10s}. */
  private static Instant at(String shift) {
    long amount = Long.parseLong(shift.substring(0, shift.length() - 1));
    return Instant.now()
        .plus(shift.endsWith("d") ? Duration.ofDays(amount) : Duration.ofSeconds(amount));
  }
}
