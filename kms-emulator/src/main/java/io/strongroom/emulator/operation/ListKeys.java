package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.store.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/** The keys of the caller's scope. Thread-safe. */
@ApplicationScoped
public class ListKeys {

  private final KeyStore store;

  ListKeys(KeyStore store) {
    this.store = store;
  }

  /**
   * Which keys.
   *
   * @param after the id of the last key shown before; empty for the first page
   * @param limit most keys to give
   */
  public record Command(String after, int limit) {

    /** All there are. */
    public static final Command ALL = new Command("", Integer.MAX_VALUE);
  }

  /** The keys that exist for the call, in the order of their ids. */
  public Uni<List<KmsKey>> execute(Call call, Command command) {
    return call.naming()
        .visible(call)
        .chain(
            visible ->
                visible.isEmpty()
                    ? store.list(call.scope(), command.after(), command.limit())
                    : store
                        .list(call.scope(), command.after(), Integer.MAX_VALUE)
                        .map(all -> visible(all, visible.get(), command.limit())));
  }

  private static List<KmsKey> visible(List<KmsKey> all, Predicate<KeyArn> visible, int limit) {
    return all.stream().filter(key -> visible.test(key.arn())).limit(limit).toList();
  }
}
