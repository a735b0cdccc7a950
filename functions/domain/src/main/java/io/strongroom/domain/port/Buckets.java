package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.PublicAccessBlock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Bucket records. Every method is one transaction. */
public interface Buckets {

  Uni<Optional<Bucket>> find(BucketName name);

  /**
   * @return the bucket now stored under this name, which is {@code bucket} if it was free
   */
  Uni<Bucket> createIfAbsent(Bucket bucket);

  /** By name, bytewise. */
  Uni<List<Bucket>> ownedBy(AccountId account);

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException BucketNotEmpty, NoSuchBucket
   */
  Uni<Void> delete(BucketName name);

  /**
   * From now on, writes and deletes treat versions so. Never UNVERSIONED: no bucket goes back
   * there.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchBucket; LockKeepsVersions when it
   *     locks versions, and SUSPENDED is wanted
   */
  Uni<Void> setVersioning(BucketName name, Versioning versioning);

  /** Replaces the configuration; empty removes it. NoSuchBucket when the bucket is gone. */
  Uni<Void> setEncryption(BucketName name, Optional<EncryptionConfiguration> configuration);

  /** What is in it, counted now; nothing when the bucket is gone. */
  Uni<BucketUsage> usage(BucketName name);

  /** Bytes of plaintext in it, parts of open uploads too, counted now; 0 when it is gone. */
  Uni<Long> stored(BucketName name);

  /**
   * Replaces one setting and leaves the others.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchBucket when the bucket is gone;
   *     LockNeedsVersions or BucketNotLockable for a lock that it cannot have
   */
  Uni<Void> set(BucketName name, BucketSetting setting);

  /** A text that is, or was a moment ago, the policy of some bucket. */
  Uni<Optional<BucketPolicyText>> policy(UUID id);

  /** Replaces the policy; empty removes it. NoSuchBucket when the bucket is gone. */
  Uni<Void> setPolicy(BucketName name, Optional<BucketPolicyText> policy);

  /** Replaces what keeps the public out; empty removes it. NoSuchBucket when the bucket is gone. */
  Uni<Void> setPublicAccessBlock(BucketName name, Optional<PublicAccessBlock> block);
}
