package io.strongroom.crypto.kms;

import java.util.Optional;

/**
 * A key's canonical name, as its service answers it, with the service's own name before it where
 * services stand side by side. This is what is stored: it leads back to where the key came from.
 * What users write is a {@link KeyName}. Nothing is checked here: records that hold one have
 * bounds.
 *
 * @param text for example an ARN, or {@code vault:orders}
 */
public record KmsKeyId(String text) {

  /** The key of this canonical name. */
  public static KmsKeyId of(String text) {
    return new KmsKeyId(text);
  }

  /** This key as one of a named service. */
  public KmsKeyId in(String service) {
    return new KmsKeyId(service + ':' + text);
  }

  /** What the name says. */
  public KeyName name() {
    return KeyName.parse(text);
  }

  /** Its service, where it has a name. */
  public Optional<String> service() {
    return name() instanceof KeyName.OfService(String service, String _)
        ? Optional.of(service)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
