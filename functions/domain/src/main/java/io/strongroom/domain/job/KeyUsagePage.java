package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.job.DescribeKeyUsage.Bookmark;
import io.strongroom.domain.job.DescribeKeyUsage.OfKey;
import io.strongroom.domain.job.DescribeKeyUsage.Result;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One answer in the making: key after key, until there is enough. Not thread-safe. */
final class KeyUsagePage {

  private final KeyInventory inventory;
  private final ServiceRights rights;
  private final DescribeKeyUsage.Command command;
  private final List<OfKey> told = new ArrayList<>();
  private final Deque<Optional<KmsKeyId>> waiting = new ArrayDeque<>();
  private Optional<Bookmark> next = Optional.empty();
  private int uses;

  KeyUsagePage(KeyInventory inventory, ServiceRights rights, DescribeKeyUsage.Command command) {
    this.inventory = inventory;
    this.rights = rights;
    this.command = command;
  }

  /**
   * @param keys in their order; empty stands for customer keys
   * @param behind the key behind them, if there is one
   */
  Uni<Result> of(List<Optional<KmsKeyId>> keys, Optional<KmsKeyId> behind) {
    waiting.addAll(keys);
    return Steps.run(this::tellNext)
        .map(
            done ->
                new Result(
                    told,
                    next.or(
                        () ->
                            behind.map(key -> new Bookmark(Optional.of(key), Optional.empty())))));
  }

  private Uni<Boolean> tellNext() {
    Optional<KmsKeyId> key = waiting.remove();
    Optional<BucketName> done =
        command.after().filter(after -> after.key().equals(key)).flatMap(Bookmark::bucket);
    return count(key)
        .chain(count -> count.from(done))
        .chain(counted -> dependents(key, done).map(beside -> add(key, counted, beside)));
  }

  /** Others than the operator learn of no bucket that is not theirs, by what comes next either. */
  private Uni<KeyCount> count(Optional<KmsKeyId> key) {
    if (rights.seesAll(command.caller())) {
      return Uni.createFrom().item(KeyCount.of(inventory, key, command.bucket(), command.most()));
    }
    return inventory
        .buckets(key, command.caller().account())
        .map(
            own ->
                own.stream()
                    .filter(name -> command.bucket().map(name::equals).orElse(true))
                    .sorted(Comparator.comparing(BucketName::value))
                    .toList())
        .map(own -> KeyCount.within(inventory, key, own, command.most()));
  }

  private Uni<Optional<KeyDependents>> dependents(
      Optional<KmsKeyId> key, Optional<BucketName> done) {
    return done.isPresent() || key.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : inventory.dependents(key.get(), command.bucket()).map(Optional::of);
  }

  /** Whether another key is to be told. */
  private boolean add(
      Optional<KmsKeyId> key, KeyCount.Total counted, Optional<KeyDependents> dependents) {
    boolean all = rights.seesAll(command.caller());
    AccountId account = command.caller().account();
    List<KeyTally> seen = counted.uses();
    Optional<KeyDependents> beside = dependents.map(each -> all ? each : own(each, account));
    boolean needed = beside.filter(each -> !each.equals(KeyDependents.none())).isPresent();
    uses += seen.size();
    if (command.key().isPresent() || !seen.isEmpty() || needed) {
      told.add(new OfKey(key, seen, beside));
    }
    if (counted.full().isPresent()) {
      next = Optional.of(new Bookmark(key, counted.full()));
    } else if (uses >= command.most() && !waiting.isEmpty()) {
      next = Optional.of(new Bookmark(waiting.getFirst(), Optional.empty()));
    }
    return next.isEmpty() && !waiting.isEmpty();
  }

  /** What concerns the whole service is the operator's business. */
  private static KeyDependents own(KeyDependents all, AccountId account) {
    return new KeyDependents(
        all.uploads().stream().filter(each -> each.account().equals(account)).toList(),
        0,
        0,
        List.of());
  }
}
