package io.strongroom.kms.emulator.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** The row of {@code kms.root_key_check}. */
@Entity(name = "KmsRootCheckRow")
@Table(name = "root_key_check", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class RootCheckEntity {

  static final int ONLY_ID = 1;

  @Id int id;
  byte[] wrapped;

  static RootCheckEntity of(byte[] wrapped) {
    RootCheckEntity row = new RootCheckEntity();
    row.id = ONLY_ID;
    row.wrapped = wrapped.clone();
    return row;
  }
}
