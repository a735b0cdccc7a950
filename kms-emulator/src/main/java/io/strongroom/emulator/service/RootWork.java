package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.StoredMaterial;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work that needs the root key. With a key in memory it is done at once; a token may take any time,
 * so it gets threads of its own, and a token that hangs stalls nothing but what needs it.
 * Thread-safe; fails with {@code KEY_UNAVAILABLE} when too much waits for the token.
 */
@ApplicationScoped
public class RootWork {

  private static final int THREADS = 8;
  private static final int MAX_WAITING = 1000;
  private static final int IDLE_TIME_IN_SECONDS = 60;

  private final MaterialVault vault;
  private final ThreadPoolExecutor threads;

  RootWork(MaterialVault vault) {
    this.vault = vault;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_TIME_IN_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("kms-root-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  /** The vault, whose calls belong into {@link #run}. */
  MaterialVault vault() {
    return vault;
  }

  /** Does work that calls the root key. */
  <T> Uni<T> run(Supplier<T> work) {
    return run(work, Runnable::run);
  }

  /**
   * Does work that calls the root key.
   *
   * @param local where, when the root key is in memory
   */
  <T> Uni<T> run(Supplier<T> work, Executor local) {
    return Uni.createFrom()
        .item(work)
        .runSubscriptionOn(vault.isRemote() ? threads : local)
        .onFailure(RejectedExecutionException.class)
        .transform(full -> KmsRefusal.silent(KmsError.KEY_UNAVAILABLE));
  }

  /** Unwraps material, if it is not, so that using it does not call the root key. */
  Uni<StoredMaterial> atHand(StoredMaterial material) {
    if (vault.isAtHand(material.wrapped())) {
      return Uni.createFrom().item(material);
    }
    return run(
        () -> {
          vault.fetch(material.owner().toString(), material.wrapped());
          return material;
        });
  }

  /** As {@link #run}, for each of several. */
  <S, T> Uni<List<T>> each(List<S> all, java.util.function.Function<S, T> work) {
    return all.isEmpty()
        ? Uni.createFrom().item(List.of())
        : run(() -> all.stream().map(work).toList());
  }
}
