package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_family}. */
@Entity(name = "KmsFamilyRow")
@Table(name = "key_family", schema = "kms")
@IdClass(FamilyEntity.Key.class)
@NullUnmarked // Hibernate fills the fields after construction.
class FamilyEntity {

  private static final String TABLE = "kms.key_family";

  /** Key ids are unique in an account, whatever the region. */
  record Key(String account, String keyId) {}

  @Id
  @Column(name = "account_id")
  String account;

  @Id
  @Column(name = "key_id")
  String keyId;

  @Column(name = "primary_region")
  String primaryRegion;

  /** Adds a row unless there is one. */
  static Uni<Boolean> insert(Mutiny.StatelessSession session, KeyArn primary) {
    return new Columns()
        .set("account_id", primary.scope().account().value())
        .set("key_id", primary.keyId())
        .set("primary_region", primary.scope().region().value())
        .insertIfAbsent(session, TABLE);
  }

  /** Makes another region's key the primary one. */
  static Uni<Integer> move(Mutiny.StatelessSession session, KeyArn next) {
    return Columns.execute(
        session,
        "UPDATE kms.key_family SET primary_region = ? WHERE account_id = ? AND key_id = ?",
        List.of(next.scope().region().value(), next.scope().account().value(), next.keyId()));
  }
}
