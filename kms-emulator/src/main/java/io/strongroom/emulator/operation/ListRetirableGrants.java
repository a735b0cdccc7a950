package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.store.GrantStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The grants that a principal may retire, in one region. Thread-safe. */
@ApplicationScoped
public class ListRetirableGrants {

  private final GrantStore store;

  ListRetirableGrants(GrantStore store) {
    this.store = store;
  }

  /**
   * Which grants.
   *
   * @param principal of the caller's account, which the API has made sure of
   * @param after the id of the last grant shown before; empty for the first page
   * @param limit most grants to give
   */
  public record Command(PrincipalName principal, String after, int limit) {}

  /** The grants in the order of their ids. */
  public Uni<List<Grant>> execute(Call call, Command command) {
    return store.listRetirable(
        command.principal(), call.scope().region(), command.after(), command.limit());
  }
}
