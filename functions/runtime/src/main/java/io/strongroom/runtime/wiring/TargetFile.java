package io.strongroom.runtime.wiring;

import io.strongroom.kms.wire.PemTls;
import io.strongroom.runtime.config.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A properties file of {@code NAME.property} lines, which says to whom something may be sent, and
 * holds what that needs.
 */
final class TargetFile {

  private TargetFile() {}

  /** What is said of one name. */
  record Section(String name, Map<String, String> values) {

    Optional<String> value(String property) {
      return Optional.ofNullable(values.get(property));
    }

    String required(String property) {
      return value(property)
          .orElseThrow(
              () -> new IllegalArgumentException("target without " + name + "." + property));
    }

    /**
     * @throws IllegalArgumentException when it is neither {@code true} nor {@code false}
     */
    boolean flag(String property, boolean usual) {
      return switch (value(property).orElse(Boolean.toString(usual))) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(name + "." + property + " is true or false");
      };
    }

    /**
     * @throws IllegalArgumentException when it is none of the words that there are
     */
    <E extends Enum<E>> E choice(String property, E usual) {
      String word = value(property).orElse(lower(usual));
      return Arrays.stream(usual.getDeclaringClass().getEnumConstants())
          .filter(each -> lower(each).equals(word))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException(name + "." + property + " cannot be " + word));
    }

    private static String lower(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Whose objects it is for; empty for those of all. */
    Set<String> accounts() {
      return value("accounts")
          .map(
              list ->
                  Arrays.stream(list.split(","))
                      .map(String::strip)
                      .collect(Collectors.toUnmodifiableSet()))
          .orElseGet(Set::of);
    }

    /** What is trusted: the system's authorities, unless {@code ca-file} says otherwise. */
    SSLContext tls() {
      SSLContext own =
          new PemTls(value("ca-file").map(Path::of).orElse(null), null, null).context();
      try {
        return own == null ? SSLContext.getDefault() : own;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * What a process reads when it starts: what is wrong in it is the operator's to mend, and is told
   * in a sentence.
   *
   * @throws IllegalStateException for each IllegalArgumentException of {@code reading}
   */
  static <T> T atStart(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage());
    }
  }

  /**
   * @param mounted whether the file was mounted into a container, and may be readable by all in it
   * @param known the properties that a name may have
   * @throws IllegalStateException when others may read it
   * @throws IllegalArgumentException when it says anything else, naming the property
   */
  static Map<String, Section> read(Path file, boolean mounted, Set<String> known) {
    Properties properties = new Properties();
    try {
      if (!mounted) {
        PrivateFile.require(file);
      }
      try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    Map<String, Section> sections = new HashMap<>();
    for (String property : properties.stringPropertyNames()) {
      int dot = property.lastIndexOf('.');
      if (dot < 0
          || !property.substring(0, dot).matches("[a-z0-9-]{1,63}")
          || !known.contains(property.substring(dot + 1))) {
        throw new IllegalArgumentException("unknown property " + property);
      }
      String value = properties.getProperty(property).strip();
      if (!value.isEmpty()) {
        sections
            .computeIfAbsent(property.substring(0, dot), name -> new Section(name, new HashMap<>()))
            .values()
            .put(property.substring(dot + 1), value);
      }
    }
    return sections;
  }
}
