package io.strongroom.emulator.service;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyFamily;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.PendingPrimaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Deletion of keys. A multi-region primary waits for the deletion of its replicas, which nobody
 * could rotate or replicate without it; its own waiting period begins when the last is gone.
 * Thread-safe.
 *
 * <p>Source: AWS KMS developer guide, "Deleting multi-Region keys".
 */
@ApplicationScoped
public class KeyDeletions {

  private final KeyStore keys;
  private final Families families;
  private final PendingPrimaries pending;
  private final KmsClock clock;

  KeyDeletions(KeyStore keys, Families families, PendingPrimaries pending, KmsClock clock) {
    this.keys = keys;
    this.families = families;
    this.pending = pending;
    this.clock = clock;
  }

  /** Schedules a key's deletion. */
  public Uni<KmsKey> schedule(KmsKey key, int days) {
    return families
        .of(key)
        .chain(
            family ->
                keys.change(
                    key.arn(),
                    current ->
                        waitsForReplicas(key.arn(), family)
                            ? KeyStateTable.awaitReplicas(current, days)
                            : KeyStateTable.scheduleDeletion(current, days, clock.instant())))
        // A replica may have been made meanwhile.
        .chain(changed -> advance(changed).map(moved -> moved.orElse(changed)));
  }

  private static boolean waitsForReplicas(KeyArn key, KeyFamily family) {
    return key.equals(family.primary()) && !family.replicas().isEmpty();
  }

  /** Deletes what is due, and moves on the primaries that waited for it. */
  public Uni<Integer> run() {
    return keys.deleteDue(clock.instant()).call(deleted -> advance());
  }

  /** Moves on every primary whose replicas came or went. */
  public Uni<Void> advance() {
    return pending
        .candidates()
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(this::advance)
        .collect()
        .last()
        .replaceWithVoid();
  }

  // Another process may have been faster; then there is nothing left to do.
  private Uni<Void> advance(KeyArn arn) {
    return keys.find(arn)
        .chain(
            found ->
                found.map(this::advance).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .onFailure(KmsRefusal.class)
        .recoverWithItem(Optional.empty())
        .replaceWithVoid();
  }

  private Uni<Optional<KmsKey>> advance(KmsKey key) {
    if (!key.type().multiRegion()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return families
        .of(key)
        .chain(
            family -> {
              boolean waits = waitsForReplicas(key.arn(), family);
              boolean moves = key.state() == wrongState(waits);
              return moves
                  ? keys.change(key.arn(), current -> moved(current, waits)).map(Optional::of)
                  : Uni.createFrom().item(Optional.empty());
            });
  }

  private static KeyState wrongState(boolean waits) {
    return waits ? KeyState.PENDING_DELETION : KeyState.PENDING_REPLICA_DELETION;
  }

  private KmsKey moved(KmsKey current, boolean waits) {
    if (current.state() != wrongState(waits)) {
      return current;
    }
    int days = current.life().pendingWindowInDays().orElse(KeyStateTable.DEFAULT_WINDOW_IN_DAYS);
    KmsKey back = KeyStateTable.cancelDeletion(current);
    return waits
        ? KeyStateTable.awaitReplicas(back, days)
        : KeyStateTable.scheduleDeletion(back, days, clock.instant());
  }
}
