package io.strongroom.domain.port;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.VersionMarks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Buckets of other servers that the operator has set up as targets of copies. Thread-safe. */
@FunctionalInterface
public interface RemoteBuckets {

  /**
   * @param account whose objects would be copied there
   * @return empty where there is no such target, or not for that account
   */
  Optional<RemoteBucket> find(String arn, AccountId account);

  /** None at all. */
  static RemoteBuckets none() {
    return (arn, account) -> Optional.empty();
  }

  /**
   * One of them. Copies say in their metadata which version they are of, so that one can be told
   * from another. Thread-safe; every method blocks.
   */
  interface RemoteBucket {

    /** The copy of a version, by the id that it has there; the id is empty where none are kept. */
    Optional<String> find(ObjectKey key, VersionId source) throws IOException;

    /**
     * @param plaintext of that length; not closed
     */
    void put(Copy copy, InputStream plaintext, long length) throws IOException;

    /** Gives a copy its tags and its lock. */
    void setMarks(ObjectKey key, String id, VersionMarks marks) throws IOException;

    /** Deletes what is under the key, where something is. */
    void delete(ObjectKey key) throws IOException;
  }

  /**
   * What a copy is besides its bytes.
   *
   * @param source which version it is of
   * @param metadata with the marks and the storage class that it is to have
   * @param method how its source is encrypted, for a bucket that has no default
   * @param kmsKey of a KMS there, where the rule names one
   */
  record Copy(
      ObjectKey key,
      VersionId source,
      ObjectMetadata metadata,
      Method method,
      Optional<KeyName> kmsKey) {}

  /** How something is encrypted. */
  enum Method {
    NONE,
    SERVICE,
    KMS
  }
}
