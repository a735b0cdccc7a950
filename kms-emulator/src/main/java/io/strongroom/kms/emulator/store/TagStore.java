package io.strongroom.kms.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.key.KeyArn;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Lifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tags of keys. Thread-safe; never blocks. */
@ApplicationScoped
public class TagStore {

  private static final long MAX_PER_KEY = 50;

  private final Sessions sessions;

  TagStore(Sessions sessions) {
    this.sessions = sessions;
  }

  /** One tag. */
  public record Tag(String key, String value) {}

  /** Sets tags, overwriting those of the same name; fails with {@code TAG} beyond the limit. */
  public Uni<Void> put(KeyArn key, Map<String, String> tags) {
    return sessions.transaction(
        session -> lockAndLoad(session, key).chain(rows -> put(session, key, rows, tags)));
  }

  /** Removes tags; names that are not there are no error. */
  public Uni<Void> remove(KeyArn key, List<String> names) {
    return sessions.transaction(
        session -> lockAndLoad(session, key).chain(rows -> remove(session, rows, names)));
  }

  /** Tags of a key in the order of their names, beginning behind {@code after}. */
  public Uni<List<Tag>> list(KeyArn key, String after, int limit) {
    return sessions.read(
        session ->
            session
                .createSelectionQuery(
                    "from KmsTagRow where keyArn = :key and tagKey > :after order by tagKey",
                    TagEntity.class)
                .setParameter("key", key.toString())
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> rows.stream().map(row -> new Tag(row.tagKey, row.tagValue)).toList()));
  }

  private static Uni<Void> put(
      Mutiny.Session session, KeyArn key, List<TagEntity> rows, Map<String, String> tags) {
    Map<String, String> fresh = new TreeMap<>(tags);
    for (TagEntity row : rows) {
      String value = fresh.remove(row.tagKey);
      if (value != null) {
        row.tagValue = value;
      }
    }
    if (rows.size() + fresh.size() > MAX_PER_KEY) {
      throw KmsRefusal.of(KmsError.TAG, "Too many tags");
    }
    Object[] added =
        fresh.entrySet().stream()
            .map(tag -> TagEntity.of(key.toString(), tag.getKey(), tag.getValue()))
            .toArray();
    return added.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(added);
  }

  private static Uni<Void> remove(
      Mutiny.Session session, List<TagEntity> rows, List<String> names) {
    Object[] doomed = rows.stream().filter(row -> names.contains(row.tagKey)).toArray();
    return doomed.length == 0 ? Uni.createFrom().voidItem() : session.removeAll(doomed);
  }

  private static Uni<List<TagEntity>> lockAndLoad(Mutiny.Session session, KeyArn key) {
    return KeyStore.lock(session, key)
        .invoke(row -> Lifecycle.requireNotPendingDeletion(row.read()))
        .chain(
            () ->
                session
                    .createSelectionQuery("from KmsTagRow where keyArn = :key", TagEntity.class)
                    .setParameter("key", key.toString())
                    .getResultList());
  }
}
