package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which objects need which key: what could not be read any more if it were disabled or deleted.
 * Exact, from records alone: no key is used. The operator's account sees all buckets, another its
 * own. Thread-safe.
 */
public final class DescribeKeyUsage {

  /** The permission that it needs. */
  public static final String ACTION = "strongroom:DescribeKeyUsage";

  private final KeyInventory inventory;
  private final Buckets buckets;
  private final KeyNames names;
  private final ServiceRights rights;

  public DescribeKeyUsage(
      KeyInventory inventory, Buckets buckets, KeyNames names, ServiceRights rights) {
    this.inventory = inventory;
    this.buckets = buckets;
    this.names = names;
    this.rights = rights;
  }

  /**
   * @param key as the KMS's users name it; empty for all keys
   * @param after of the page before
   * @param most uses on a page, more or less: those of one bucket are told at once
   */
  public record Command(
      Caller caller,
      Optional<KeyName> key,
      Optional<BucketName> bucket,
      Optional<Bookmark> after,
      int most) {}

  /**
   * Where a page ended.
   *
   * @param key canonical name; empty for customer keys, which come first
   * @param bucket all of whose uses were told; empty when the key is to be begun
   */
  public record Bookmark(Optional<KmsKeyId> key, Optional<BucketName> bucket) {}

  /**
   * What needs one key.
   *
   * @param key canonical name; empty for customer keys, which no KMS knows
   * @param dependents empty where a page before told them
   */
  public record OfKey(
      Optional<KmsKeyId> key, List<KeyTally> uses, Optional<KeyDependents> dependents) {

    public OfKey {
      uses = List.copyOf(uses);
    }
  }

  /**
   * @param next where the next page begins; empty when this is the last one
   */
  public record Result(List<OfKey> keys, Optional<Bookmark> next) {

    public Result {
      keys = List.copyOf(keys);
    }
  }

  /** Fails with AccessDenied or NoSuchBucket. */
  public Uni<Result> execute(Command command) {
    return Uni.createFrom()
        .deferred(
            () -> {
              rights.require(command.caller(), ACTION);
              return requireBucket(command.bucket());
            })
        .chain(() -> page(command));
  }

  private Uni<Void> requireBucket(Optional<BucketName> bucket) {
    return bucket.isEmpty()
        ? Uni.createFrom().voidItem()
        : buckets
            .find(bucket.get())
            .invoke(
                found -> {
                  if (found.isEmpty()) {
                    throw new ObjectStoreException(new RequestError.NoSuchBucket(bucket.get()));
                  }
                })
            .replaceWithVoid();
  }

  private Uni<Result> page(Command command) {
    KeyUsagePage page = new KeyUsagePage(inventory, rights, command);
    if (command.key().isPresent()) {
      return names
          .canonical(command.key().get(), command.caller())
          .chain(key -> page.of(List.of(Optional.of(key)), Optional.empty()));
    }
    Optional<KmsKeyId> first = command.after().flatMap(Bookmark::key);
    return inventory
        .keys(first, ownerSeenBy(command.caller()), command.most())
        .chain(keys -> page.of(pageOf(first, keys, command), behind(keys, command)));
  }

  private Optional<AccountId> ownerSeenBy(Caller caller) {
    return rights.seesAll(caller) ? Optional.empty() : Optional.of(caller.account());
  }

  /** Of as many keys as were asked for, the last is the next page's. */
  private static List<Optional<KmsKeyId>> pageOf(
      Optional<KmsKeyId> first, List<KmsKeyId> keys, Command command) {
    return Stream.concat(
            Stream.of(first),
            keys.stream().limit(Math.max(1, command.most()) - 1L).map(Optional::of))
        .toList();
  }

  private static Optional<KmsKeyId> behind(List<KmsKeyId> keys, Command command) {
    return keys.size() < command.most() ? Optional.empty() : Optional.of(keys.getLast());
  }
}
