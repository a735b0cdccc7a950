package io.strongroom.runtime.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.PrincipalNames;
import io.strongroom.runtime.config.CredentialsFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** People in the file of access keys, and those of the database. Thread-safe. */
record AllPrincipals(CredentialsFile file, PrincipalNames stored) implements PrincipalNames {

  @Override
  public Uni<Map<String, String>> known(Set<String> names) {
    Map<String, String> known = new HashMap<>();
    names.stream().filter(this::isOfFile).forEach(name -> known.put(name, name));
    Set<String> others = new HashSet<>(names);
    others.removeAll(known.keySet());
    return others.isEmpty()
        ? Uni.createFrom().item(known)
        : stored
            .known(others)
            .map(
                found -> {
                  known.putAll(found);
                  return known;
                });
  }

  private boolean isOfFile(String name) {
    AccountId account = file.account();
    return name.equals(account.value())
        || name.matches("arn:[^:]+:iam::" + account + ":root")
        || name.matches("arn:[^:]+:sts::" + account + ":federated-user/.+")
        || file.people().containsKey(name);
  }
}
