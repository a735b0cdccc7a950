package io.strongroom.domain.record;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.BucketName;
import java.util.List;

/**
 * What needs a key beside stored objects.
 *
 * @param uploads open multipart uploads, by bucket
 * @param completions of uploads that can be repeated, and only with this key
 * @param accessKeys whose secrets are sealed under it: nobody can sign with them without
 * @param defaults buckets whose default encryption names it, as it is named here: they take no
 *     object that asks for nothing else
 */
public record KeyDependents(
    List<Uploads> uploads, long completions, long accessKeys, List<BucketName> defaults) {

  public KeyDependents {
    uploads = List.copyOf(uploads);
    defaults = List.copyOf(defaults);
  }

  /**
   * Uploads in one bucket that cannot go on, or not be completed, without the key.
   *
   * @param bytes of plaintext, of their parts
   */
  public record Uploads(
      BucketName bucket, AccountId account, long uploads, long parts, long bytes) {}

  /** Nothing. */
  public static KeyDependents none() {
    return new KeyDependents(List.of(), 0, 0, List.of());
  }
}
