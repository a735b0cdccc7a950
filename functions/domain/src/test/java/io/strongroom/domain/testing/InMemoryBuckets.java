package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.record.StoredPart;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Buckets in memory. */
public final class InMemoryBuckets implements Buckets {

  private final InMemoryMetadata store;

  public InMemoryBuckets(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<Optional<Bucket>> find(BucketName name) {
    return store.transaction(() -> Optional.ofNullable(store.buckets.get(name.value())));
  }

  @Override
  public Uni<Bucket> createIfAbsent(Bucket bucket) {
    return store.transaction(
        () -> {
          Bucket before = store.buckets.putIfAbsent(bucket.name().value(), bucket);
          return before == null ? bucket : before;
        });
  }

  @Override
  public Uni<List<Bucket>> ownedBy(AccountId account) {
    return store.transaction(
        () ->
            store.buckets.values().stream()
                .filter(bucket -> bucket.owner().equals(account))
                .toList());
  }

  @Override
  public Uni<Void> delete(BucketName name) {
    return store.action(
        () -> {
          store.requireBucket(name);
          if (store.versions.keySet().stream().anyMatch(ref -> ref.bucket().equals(name))) {
            throw new ObjectStoreException(
                new RequestError.BucketNotEmpty(name, store.versioning(name)));
          }
          store.uploads.values().stream()
              .filter(running -> running.upload().ref().bucket().equals(name))
              .toList()
              .forEach(store::end);
          store.buckets.remove(name.value());
        });
  }

  @Override
  public Uni<Void> setEncryption(BucketName name, Optional<EncryptionConfiguration> configuration) {
    return store.action(
        () -> {
          store.requireBucket(name);
          store.buckets.computeIfPresent(
              name.value(),
              (n, b) ->
                  new Bucket(b.name(), b.owner(), b.region(), b.createdAt(), configuration)
                      .with(b.settings())
                      .with(b.access()));
        });
  }

  @Override
  public Uni<Long> stored(BucketName name) {
    return usage(name).map(BucketUsage::bytes).map(versions -> versions + ofParts(name));
  }

  private long ofParts(BucketName name) {
    return store.uploads.values().stream()
        .filter(each -> each.upload().ref().bucket().equals(name))
        .flatMap(each -> each.parts().values().stream())
        .mapToLong(StoredPart::size)
        .sum();
  }

  @Override
  public Uni<BucketUsage> usage(BucketName name) {
    return store.transaction(
        () -> {
          List<ObjectVersion> held =
              store.versions.entrySet().stream()
                  .filter(each -> each.getKey().bucket().equals(name))
                  .flatMap(each -> each.getValue().stream())
                  .flatMap(each -> each.version().object().stream())
                  .toList();
          return new BucketUsage(held.stream().mapToLong(ObjectVersion::size).sum(), held.size());
        });
  }

  @Override
  public Uni<Void> set(BucketName name, BucketSetting setting) {
    return store.action(
        () -> {
          store.requireBucket(name);
          if (setting instanceof BucketSetting.Lock lock) {
            requireLockable(store.buckets.get(name.value()), lock);
          }
          store.buckets.computeIfPresent(
              name.value(), (n, bucket) -> bucket.with(bucket.settings().with(setting)));
        });
  }

  @Override
  public Uni<Void> setVersioning(BucketName name, Versioning versioning) {
    return store.action(
        () -> {
          store.requireBucket(name);
          if (store.buckets.get(name.value()).settings().lock().isPresent()
              && versioning != Versioning.ENABLED) {
            throw new ObjectStoreException(new LockError.LockKeepsVersions());
          }
          store.buckets.computeIfPresent(name.value(), (n, bucket) -> bucket.with(versioning));
        });
  }

  @Override
  public Uni<Optional<BucketPolicyText>> policy(UUID id) {
    return store.transaction(() -> Optional.ofNullable(store.policies.get(id)));
  }

  @Override
  public Uni<Void> setPolicy(BucketName name, Optional<BucketPolicyText> policy) {
    return store.action(
        () -> {
          policy.ifPresent(text -> store.policies.put(text.id(), text));
          change(
              name, access -> new BucketAccess(policy.map(BucketPolicyText::id), access.block()));
        });
  }

  @Override
  public Uni<Void> setPublicAccessBlock(BucketName name, Optional<PublicAccessBlock> block) {
    return store.action(() -> change(name, access -> new BucketAccess(access.policy(), block)));
  }

  private static void requireLockable(Bucket bucket, BucketSetting.Lock lock) {
    boolean begins = lock.enabling() && bucket.versioning() == Versioning.ENABLED;
    if (bucket.settings().lock().isEmpty() && !begins) {
      throw new ObjectStoreException(
          lock.enabling()
              ? new LockError.LockNeedsVersions()
              : new LockError.BucketNotLockable(false));
    }
  }

  private void change(BucketName name, UnaryOperator<BucketAccess> change) {
    store.requireBucket(name);
    store.buckets.computeIfPresent(
        name.value(),
        (n, b) ->
            new Bucket(b.name(), b.owner(), b.region(), b.createdAt(), b.encryption())
                .with(b.settings())
                .with(change.apply(b.access())));
  }
}
