package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.record.Retention.Mode;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Arrays;
import java.util.Optional;

/** The modes of a retention that a dialect has. */
public final class RetentionModes {

  private RetentionModes() {}

  /** OBS: there is no retention that anybody could go past. Empty for what is no mode. */
  public static Optional<Mode> parse(String given, Vocabulary words) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.name().equals(given))
        .filter(mode -> words.checksums() || mode == Mode.COMPLIANCE)
        .findFirst();
  }
}
