package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ApplyLifecycle.Step;
import io.strongroom.domain.port.Expirations.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Page by page over what one rule lets go. Not thread-safe.
 *
 * @param <T> what goes
 */
final class Walk<T> {

  static final int BATCH = 1_000;

  private final Function<Optional<T>, Uni<Page<T>>> pages;
  private final Predicate<T> fits;
  private final Function<List<T>, Uni<Integer>> expiry;
  private Optional<T> after = Optional.empty();

  /**
   * @param pages what to look at behind something, at most {@link #BATCH}
   * @param fits whether the rule is about it
   * @param expiry has it go, and says how many did
   */
  Walk(
      Function<Optional<T>, Uni<Page<T>>> pages,
      Predicate<T> fits,
      Function<List<T>, Uni<Integer>> expiry) {
    this.pages = pages;
    this.fits = fits;
    this.expiry = expiry;
  }

  Uni<Step> step() {
    return pages.apply(after).chain(this::expire);
  }

  private Uni<Step> expire(Page<T> page) {
    after = page.last();
    List<T> due = page.found().stream().filter(fits).toList();
    Uni<Integer> gone = due.isEmpty() ? Uni.createFrom().item(0) : expiry.apply(due);
    return gone.map(count -> new Step(count, page.last().isPresent()));
  }
}
