package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Grants. Thread-safe; never blocks; caches as {@link KeyStore} does. */
@ApplicationScoped
public class GrantStore {

  private static final long MAX_PER_KEY = 50_000;

  private final Sessions sessions;
  private final TimedCache<Holder, List<Grant>> grants;

  GrantStore(Sessions sessions, KmsConfig config) {
    this.sessions = sessions;
    this.grants = new TimedCache<>(config.cacheTtl());
  }

  private record Holder(KeyArn key, List<String> names) {}

  /** Which grants a list shows. */
  public record Filter(Optional<String> grantId, Optional<String> grantee) {}

  /** The grants on a key for any of {@code grantees}. */
  public Uni<List<Grant>> of(KeyArn key, List<String> grantees) {
    return grants.get(new Holder(key, grantees), this::load);
  }

  /** One grant on a key. */
  public Uni<Optional<Grant>> find(String grantId) {
    return sessions.read(
        session ->
            Columns.select(
                    session, GrantEntity.class, "SELECT * FROM kms.key_grant WHERE id = ?", grantId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(GrantEntity::read)));
  }

  /**
   * Stores a grant, or finds the one of the same name and terms.
   *
   * @param check decides on the key as it is under a row lock
   */
  public Uni<Grant> create(Grant grant, Consumer<KmsKey> check) {
    return sessions
        .transaction(
            session ->
                KeyStore.lock(session, grant.key())
                    .invoke(row -> check.accept(row.read()))
                    .chain(() -> same(session, grant))
                    .chain(
                        known ->
                            known
                                .map(found -> Uni.createFrom().item(found))
                                .orElseGet(() -> insert(session, grant))))
        .invoke(grants::clear);
  }

  /** Removes a grant; fails with {@code INVALID_GRANT_ID} when there is none of that id. */
  public Uni<Void> delete(String grantId) {
    return sessions
        .transaction(
            session ->
                Columns.execute(
                    session, "DELETE FROM kms.key_grant WHERE id = ?", List.of(grantId)))
        .invoke(
            deleted -> {
              grants.clear();
              if (deleted == 0) {
                throw KmsRefusal.silent(KmsError.INVALID_GRANT_ID);
              }
            })
        .replaceWithVoid();
  }

  /** Grants on a key in the order of their ids, beginning behind {@code after}. */
  public Uni<List<Grant>> list(KeyArn key, Filter filter, String after, int limit) {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    GrantEntity.class,
                    "SELECT * FROM kms.key_grant WHERE key_arn = ? AND id > ?"
                        + " AND (? = '' OR id = ?) AND (? = '' OR grantee = ?)"
                        + " ORDER BY id LIMIT ?",
                    key.toString(),
                    after,
                    filter.grantId().orElse(""),
                    filter.grantId().orElse(""),
                    filter.grantee().orElse(""),
                    filter.grantee().orElse(""),
                    (long) limit)
                .getResultList()
                .map(rows -> rows.stream().map(GrantEntity::read).toList()));
  }

  /** Grants of a region that {@code principal} may retire. */
  public Uni<List<Grant>> listRetirable(
      PrincipalName principal, Region region, String after, int limit) {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    GrantEntity.class,
                    "SELECT * FROM kms.key_grant WHERE retiring_principal = ? AND region = ?"
                        + " AND id > ? ORDER BY id LIMIT ?",
                    principal.text(),
                    region.value(),
                    after,
                    (long) limit)
                .getResultList()
                .map(rows -> rows.stream().map(GrantEntity::read).toList()));
  }

  // AWS: a name makes CreateGrant safe to repeat, but only with the same terms.
  private static Uni<Optional<Grant>> same(Mutiny.StatelessSession session, Grant wanted) {
    if (wanted.terms().name().isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return Columns.select(
            session,
            GrantEntity.class,
            "SELECT * FROM kms.key_grant WHERE key_arn = ? AND name = ?",
            wanted.key().toString(),
            wanted.terms().name().orElseThrow())
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(GrantEntity::read)
                    .filter(grant -> grant.terms().equals(wanted.terms()))
                    .findFirst());
  }

  private static Uni<Grant> insert(Mutiny.StatelessSession session, Grant grant) {
    return Columns.select(
            session,
            Long.class,
            "SELECT count(*) FROM kms.key_grant WHERE key_arn = ?",
            grant.key().toString())
        .getSingleResult()
        .invoke(
            count -> {
              if (count >= MAX_PER_KEY) {
                throw KmsRefusal.of(
                    KmsError.LIMIT_EXCEEDED, "Too many grants on key " + grant.key());
              }
            })
        .chain(() -> GrantEntity.of(grant).insert(session))
        .replaceWith(grant);
  }

  private Uni<List<Grant>> load(Holder holder) {
    List<String> values = new ArrayList<>(List.of(holder.key().toString()));
    values.addAll(holder.names());
    String sql =
        "SELECT * FROM kms.key_grant WHERE key_arn = ? AND grantee IN ("
            + Columns.marks(holder.names().size())
            + ")";
    return sessions.read(
        session ->
            Columns.select(session, GrantEntity.class, sql, values.toArray())
                .getResultList()
                .map(rows -> rows.stream().map(GrantEntity::read).toList()));
  }

  void clear() {
    grants.clear();
  }
}
