package io.strongroom.domain.name;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.util.Optional;
import java.util.UUID;

/**
 * Stored data that does not authenticate, and where it lies. For the operator's log; nothing of it
 * is told to a client.
 *
 * @param reason which check failed; holds no key, plaintext or stored value
 * @param object whose data it is, once somebody who knows has said so
 * @param version of that object
 * @param blob that holds the damaged bytes; empty when it is the record
 */
public record Damage(
    String reason, Optional<ObjectRef> object, Optional<VersionId> version, Optional<UUID> blob) {

  public static Damage of(String reason) {
    return new Damage(reason, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Damage of(CiphertextRejected rejected) {
    return of(rejected.reason());
  }

  /** Says whose data it is. Who spoke first was nearer to it. */
  public Damage at(ObjectRef ref) {
    return object.isPresent() ? this : new Damage(reason, Optional.of(ref), version, blob);
  }

  /** As {@link #at(ObjectRef)}, with the version. */
  public Damage at(VersionRef ref) {
    boolean another = object.isPresent() && !object.get().equals(ref.object());
    return another || version.isPresent()
        ? this
        : new Damage(reason, Optional.of(ref.object()), Optional.of(ref.version()), blob);
  }

  /** All of it in one line, for a log. Keys are quoted, since clients chose them. */
  public String describe() {
    return "%s; %s version=%s blob=%s"
        .formatted(
            reason,
            object.map(Damage::named).orElse("bucket=? key=?"),
            version.map(VersionId::value).orElse("?"),
            blob.map(UUID::toString).orElse("-"));
  }

  private static String named(ObjectRef ref) {
    return "bucket=" + ref.bucket().value() + " key=" + LogText.quoted(ref.key().value());
  }

  /** Says which blob holds the damaged bytes. */
  public Damage in(UUID blobId) {
    return blob.isPresent() ? this : new Damage(reason, object, version, Optional.of(blobId));
  }
}
