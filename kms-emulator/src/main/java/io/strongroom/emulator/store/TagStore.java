package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tags of keys. Thread-safe; never blocks. */
@ApplicationScoped
public class TagStore {

  private static final long MAX_PER_KEY = 50;

  private final Sessions sessions;

  TagStore(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Sets tags, overwriting those of the same name; fails with {@code TAG} beyond the limit. */
  public Uni<Void> put(KeyArn key, Map<String, String> tags) {
    return sessions.transaction(
        session ->
            lock(session, key)
                .chain(() -> TagEntity.put(session, key.toString(), tags))
                .chain(() -> requireRoom(session, key)));
  }

  /** Removes tags; names that are not there are no error. */
  public Uni<Void> remove(KeyArn key, List<String> names) {
    return sessions.transaction(
        session ->
            lock(session, key).chain(() -> TagEntity.remove(session, key.toString(), names)));
  }

  /** Tags of a key in the order of their names, beginning behind {@code after}. */
  public Uni<List<KeyTag>> list(KeyArn key, String after, int limit) {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    TagEntity.class,
                    "SELECT * FROM kms.key_tag WHERE key_arn = ? AND tag_key > ?"
                        + " ORDER BY tag_key LIMIT ?",
                    key.toString(),
                    after,
                    (long) limit)
                .getResultList()
                .map(
                    rows ->
                        rows.stream().map(row -> new KeyTag(row.tagKey, row.tagValue)).toList()));
  }

  private static Uni<Void> requireRoom(Mutiny.StatelessSession session, KeyArn key) {
    return Columns.select(
            session,
            Long.class,
            "SELECT count(*) FROM kms.key_tag WHERE key_arn = ?",
            key.toString())
        .getSingleResult()
        .invoke(
            count -> {
              if (count > MAX_PER_KEY) {
                throw KmsRefusal.of(KmsError.TAG, "Too many tags");
              }
            })
        .replaceWithVoid();
  }

  private static Uni<KeyEntity> lock(Mutiny.StatelessSession session, KeyArn key) {
    return KeyStore.lock(session, key)
        .invoke(row -> KeyStateTable.requireNotPendingDeletion(row.read()));
  }
}
