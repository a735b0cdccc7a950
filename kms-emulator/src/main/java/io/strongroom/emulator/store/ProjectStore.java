package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Huawei projects in which keys were made. A key never changes its project. Thread-safe; never
 * blocks; caches as {@link KeyStore} does.
 */
@ApplicationScoped
public class ProjectStore {

  private final Sessions sessions;
  private final TimedCache<KeyArn, Optional<String>> projects;

  ProjectStore(Sessions sessions, KmsConfig config) {
    this.sessions = sessions;
    this.projects = new TimedCache<>(config.cacheTtl());
  }

  /** The project of a key; empty when it belongs to its whole account. */
  public Uni<Optional<String>> of(KeyArn key) {
    return projects.get(key, this::load);
  }

  private Uni<Optional<String>> load(KeyArn key) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(
                    "SELECT project FROM kms.key_project WHERE key_arn = :key", String.class)
                .setParameter("key", key.toString())
                .getResultList()
                .map(rows -> rows.stream().findFirst()));
  }

  /** The keys of a scope that were made in other projects, as ARNs. Not cached. */
  public Uni<Set<String>> elsewhere(Scope scope, String project) {
    return sessions.read(
        session ->
            session
                .createNativeQuery(
                    "SELECT p.key_arn FROM kms.key_project p JOIN kms.kms_key k ON k.arn = p.key_arn"
                        + " WHERE k.account_id = :account AND k.region = :region"
                        + " AND p.project <> :project",
                    String.class)
                .setParameter("account", scope.account().value())
                .setParameter("region", scope.region().value())
                .setParameter("project", project)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toUnmodifiableSet())));
  }
}
