package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.store.GrantStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The grants of a key. Thread-safe. */
@ApplicationScoped
public class ListGrants {

  private final Keys keys;
  private final GrantStore store;

  ListGrants(Keys keys, GrantStore store) {
    this.keys = keys;
    this.store = store;
  }

  /**
   * Which grants.
   *
   * @param after the id of the last grant shown before; empty for the first page
   * @param limit most grants to give
   */
  public record Command(KeyReference key, GrantStore.Filter filter, String after, int limit) {}

  /** The grants in the order of their ids. */
  public Uni<List<Grant>> execute(Call call, Command command) {
    return keys.get(call, command.key(), KeyUse.of("kms:ListGrants"))
        .chain(key -> store.list(key.arn(), command.filter(), command.after(), command.limit()));
  }
}
