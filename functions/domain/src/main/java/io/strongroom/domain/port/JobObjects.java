package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.Wanted;
import java.util.List;

/**
 * Lists of versions that jobs were given. Every method is one transaction. A list without a job is
 * forgotten some day.
 */
public interface JobObjects {

  /** Begins a list without entries. */
  Uni<Void> begin(String listing);

  /**
   * Adds those that are there now, in buckets of the account: the versions that are named, and the
   * current ones of others.
   *
   * @return how many entries name nothing that is there
   */
  Uni<Long> add(String listing, AccountId account, List<Wanted> entries);

  /** Forgets a list. */
  Uni<Void> drop(String listing);
}
