package io.strongroom.kms.emulator.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_family}. */
@Entity(name = "KmsFamilyRow")
@Table(name = "key_family", schema = "kms")
@IdClass(FamilyEntity.Key.class)
@NullUnmarked // Hibernate fills the fields after construction.
class FamilyEntity {

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

  static FamilyEntity of(String account, String keyId, String primaryRegion) {
    FamilyEntity row = new FamilyEntity();
    row.account = account;
    row.keyId = keyId;
    row.primaryRegion = primaryRegion;
    return row;
  }
}
