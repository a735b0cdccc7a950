package io.strongroom.kms.config;

import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of one provider, and knows which of them nobody read. Errors name properties
 * and never show their values.
 */
public final class ProviderProperties {

  private final Map<String, String> properties;
  private final Set<String> read = new HashSet<>();

  public ProviderProperties(Map<String, String> properties) {
    this.properties = properties;
  }

  public Optional<String> find(String name) {
    read.add(name);
    return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
  }

  public String get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }

  public String get(String name, String standard) {
    return find(name).orElse(standard);
  }

  /** The property, or what the file that {@code name-file} names holds when it is needed. */
  public Optional<Secret> findSecret(String name) {
    Optional<String> file = find(name + "-file");
    return file.isEmpty()
        ? find(name).map(Secret::of)
        : Optional.of(Secret.inFile(Path.of(file.get())));
  }

  public Secret secret(String name) {
    return findSecret(name)
        .orElseThrow(
            () -> new IllegalArgumentException(name + " and " + name + "-file are not set"));
  }

  public URI uri(String name) {
    return uri(name, get(name));
  }

  public @Nullable URI findUri(String name) {
    return find(name).map(text -> uri(name, text)).orElse(null);
  }

  public static URI uri(String name, String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is not a URL");
    }
  }

  public Duration duration(String name, Duration standard) {
    try {
      return find(name).map(Duration::parse).orElse(standard);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " is not a duration such as PT2S");
    }
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type, E standard) {
    String text = get(name, standard.name()).toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is none of its choices");
    }
  }

  public PemTls tls() {
    return new PemTls(path("tls-authorities"), path("tls-certificate"), path("tls-key"));
  }

  public @Nullable Path path(String name) {
    return find(name).map(Path::of).orElse(null);
  }

  /** Refuses a property that was not asked for: a misspelt one would silently do nothing. */
  public void requireAllRead() {
    for (String name : properties.keySet()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException("unknown property of this kind of KMS: " + name);
      }
    }
  }
}
