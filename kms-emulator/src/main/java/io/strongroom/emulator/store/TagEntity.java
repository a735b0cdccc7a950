package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_tag}. */
@Entity(name = "KmsTagRow")
@Table(name = "key_tag", schema = "kms")
@IdClass(TagEntity.Key.class)
@NullUnmarked // Hibernate fills the fields after construction.
class TagEntity {

  record Key(String keyArn, String tagKey) {}

  @Id
  @Column(name = "key_arn")
  String keyArn;

  @Id
  @Column(name = "tag_key")
  String tagKey;

  @Column(name = "tag_value")
  String tagValue;

  /** Sets tags of one key, all in one statement. */
  static Uni<Void> put(Mutiny.StatelessSession session, String keyArn, Map<String, String> tags) {
    if (tags.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> values = new ArrayList<>();
    new TreeMap<>(tags).forEach((name, value) -> values.addAll(List.of(keyArn, name, value)));
    return Columns.execute(
            session,
            "INSERT INTO kms.key_tag (key_arn, tag_key, tag_value) VALUES "
                + String.join(", ", Collections.nCopies(tags.size(), "(?, ?, ?)"))
                + " ON CONFLICT (key_arn, tag_key) DO UPDATE SET tag_value = EXCLUDED.tag_value",
            values)
        .replaceWithVoid();
  }

  /** Removes tags of one key. */
  static Uni<Void> remove(Mutiny.StatelessSession session, String keyArn, List<String> names) {
    if (names.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> values = new ArrayList<>(List.of(keyArn));
    values.addAll(names);
    return Columns.execute(
            session,
            "DELETE FROM kms.key_tag WHERE key_arn = ? AND tag_key IN ("
                + Columns.marks(names.size())
                + ")",
            values)
        .replaceWithVoid();
  }
}
