package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** Whom the principals of policies name. Thread-safe. */
public interface PrincipalNames {

  /**
   * The ids of those who are there, by their names: of users and roles, what no other will ever
   * have; of accounts, and of people in a file of access keys, the name itself. A name of nobody is
   * missing.
   *
   * @param names account ids and ARNs, as policies spell them
   */
  Uni<Map<String, String>> known(Set<String> names);
}
