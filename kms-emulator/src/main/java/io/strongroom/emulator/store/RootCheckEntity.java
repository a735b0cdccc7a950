package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;

/** The row of {@code kms.root_key_check}. */
@Entity(name = "KmsRootCheckRow")
@Table(name = "root_key_check", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class RootCheckEntity {

  static final int ONLY_ID = 1;

  @Id int id;
  byte[] wrapped;

  /** Adds the row unless there is one. */
  static Uni<Boolean> insert(Mutiny.StatelessSession session, byte[] wrapped) {
    return new Columns()
        .set("id", ONLY_ID)
        .set("wrapped", wrapped.clone())
        .insertIfAbsent(session, "kms.root_key_check");
  }
}
