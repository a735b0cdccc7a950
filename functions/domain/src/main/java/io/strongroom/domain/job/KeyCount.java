package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.KeyInventory.Counted;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.domain.record.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what lies under one key, step by step. For one count; not thread-safe. */
final class KeyCount {

  /** Versions counted by one statement: a fraction of a second, so that others get their turn. */
  private static final int STEP = 100_000;

  private final KeyInventory inventory;
  private final Optional<KmsKeyId> key;
  private final Deque<Optional<BucketName>> waiting;
  private final int most;
  private final Map<Line, KeyTally> lines = new LinkedHashMap<>();
  private Optional<Place> next = Optional.empty();

  private record Line(BucketName bucket, KeyTally.Kind kind) {}

  /**
   * What was counted.
   *
   * @param full the last bucket, where others may follow
   */
  record Total(List<KeyTally> uses, Optional<BucketName> full) {}

  private KeyCount(
      KeyInventory inventory,
      Optional<KmsKeyId> key,
      List<Optional<BucketName>> buckets,
      int most) {
    this.inventory = inventory;
    this.key = key;
    this.waiting = new ArrayDeque<>(buckets);
    this.most = most;
  }

  /**
   * Of all buckets, or of one.
   *
   * @param key empty for customer keys
   * @param most how many uses to tell, at least: those of a bucket are never told in part
   */
  static KeyCount of(
      KeyInventory inventory, Optional<KmsKeyId> key, Optional<BucketName> bucket, int most) {
    return new KeyCount(inventory, key, List.of(bucket), most);
  }

  /**
   * Of these buckets only.
   *
   * @param buckets in the order of their names
   */
  static KeyCount within(
      KeyInventory inventory, Optional<KmsKeyId> key, List<BucketName> buckets, int most) {
    return new KeyCount(inventory, key, buckets.stream().map(Optional::of).toList(), most);
  }

  /**
   * @param done the bucket behind which the count begins
   */
  Uni<Total> from(Optional<BucketName> done) {
    next = Optional.of(done.map(Place::behind).orElse(Place.START));
    done.ifPresent(
        last -> waiting.removeIf(name -> name.filter(each -> !isBehind(each, last)).isPresent()));
    return waiting.isEmpty()
        ? Uni.createFrom().item(new Total(List.of(), Optional.empty()))
        : Steps.run(this::step).map(counted -> total());
  }

  private static boolean isBehind(BucketName name, BucketName last) {
    return name.value().compareTo(last.value()) > 0;
  }

  private Uni<Boolean> step() {
    Optional<BucketName> bucket = waiting.element();
    return inventory
        .count(new KeyInventory.Question(key, bucket, next.orElse(Place.START), STEP))
        .map(
            counted -> {
              add(counted);
              if (next.isEmpty()) {
                waiting.remove();
              }
              return !waiting.isEmpty() && whole().size() < most;
            });
  }

  private void add(Counted counted) {
    counted
        .uses()
        .forEach(
            use ->
                lines.merge(
                    new Line(use.bucket(), use.kind()), use, (had, more) -> had.plus(more.sum())));
    next = counted.last();
  }

  /** The uses of buckets that were counted to their end. */
  private List<KeyTally> whole() {
    return lines.values().stream()
        .filter(use -> next.filter(at -> at.bucket().equals(use.bucket().value())).isEmpty())
        .toList();
  }

  private Total total() {
    List<KeyTally> whole = whole();
    return new Total(
        whole, waiting.isEmpty() ? Optional.empty() : Optional.of(whole.getLast().bucket()));
  }
}
