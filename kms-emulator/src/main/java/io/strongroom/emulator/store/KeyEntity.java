package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsKey.KeyType;
import io.strongroom.emulator.key.KmsKey.Life;
import io.strongroom.emulator.key.KmsKey.Rotation;
import io.strongroom.emulator.key.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code kms.kms_key}. */
@Entity(name = "KmsKeyRow")
@Table(name = "kms_key", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class KeyEntity {

  private static final String TABLE = "kms.kms_key";

  @Id String arn;

  @Column(name = "account_id")
  String account;

  String region;

  @Column(name = "key_id")
  String keyId;

  @Column(name = "key_spec")
  @Enumerated(EnumType.STRING)
  KeySpec spec;

  @Column(name = "key_usage")
  @Enumerated(EnumType.STRING)
  KeyUsage usage;

  @Enumerated(EnumType.STRING)
  KeyOrigin origin;

  @Enumerated(EnumType.STRING)
  KeyManager manager;

  @Column(name = "multi_region")
  boolean multiRegion;

  @Enumerated(EnumType.STRING)
  KeyState state;

  @Column(name = "created_at")
  Instant created;

  @Column(name = "deletion_date")
  @Nullable Instant deletionDate;

  @Column(name = "pending_window_days")
  @Nullable Integer pendingWindowInDays;

  String description;

  @Column(name = "current_material_id")
  @Nullable String currentMaterialId;

  @Column(name = "material_expires")
  @Nullable Instant materialExpires;

  @Nullable String policy;

  @Column(name = "rotation_period_days")
  @Nullable Integer rotationPeriodInDays;

  @Column(name = "next_rotation")
  @Nullable Instant nextRotation;

  static KeyEntity of(KmsKey key) {
    KeyEntity row = new KeyEntity();
    row.arn = key.arn().toString();
    row.account = key.arn().scope().account().value();
    row.region = key.arn().scope().region().value();
    row.keyId = key.arn().keyId();
    row.spec = key.type().spec();
    row.usage = key.type().usage();
    row.origin = key.type().origin();
    row.manager = key.type().manager();
    row.multiRegion = key.type().multiRegion();
    row.created = key.created();
    row.write(key);
    return row;
  }

  /** Takes over what may change about a key. */
  void write(KmsKey key) {
    state = key.life().state();
    deletionDate = key.life().deletionDate().orElse(null);
    pendingWindowInDays = key.life().pendingWindowInDays().orElse(null);
    description = key.description();
    currentMaterialId = key.currentMaterial().map(MaterialId::hex).orElse(null);
    materialExpires = key.expires().orElse(null);
    policy = key.policy().orElse(null);
    rotationPeriodInDays = key.rotation().periodInDays().orElse(null);
    nextRotation = key.rotation().next().orElse(null);
  }

  /**
   * Adds this row, and with it that of its project: a key without that would be seen in every
   * project of its account.
   */
  Uni<Void> insert(Mutiny.StatelessSession session, Optional<String> project) {
    Columns columns = all();
    return project
        .map(
            name ->
                columns.insertWith(
                    session,
                    TABLE,
                    new Columns().set("key_arn", arn).set("project", name),
                    "kms.key_project"))
        .orElseGet(() -> columns.insert(session, TABLE));
  }

  private Columns all() {
    return changeable()
        .set("arn", arn)
        .set("account_id", account)
        .set("region", region)
        .set("key_id", keyId)
        .set("key_spec", spec.name())
        .set("key_usage", usage.name())
        .set("origin", origin.name())
        .set("manager", manager.name())
        .set("multi_region", multiRegion)
        .set("created_at", created);
  }

  /** Writes what may change about a key; the row is locked. */
  Uni<Void> update(Mutiny.StatelessSession session) {
    return changeable().update(session, TABLE, "arn", arn).replaceWithVoid();
  }

  /** Makes other material the current one; the row is locked. */
  Uni<Void> use(Mutiny.StatelessSession session, MaterialId material) {
    return new Columns()
        .set("current_material_id", material.hex())
        .update(session, TABLE, "arn", arn)
        .replaceWithVoid();
  }

  private Columns changeable() {
    return new Columns()
        .set("state", state.name())
        .set("deletion_date", deletionDate)
        .set("pending_window_days", pendingWindowInDays)
        .set("description", description)
        .set("current_material_id", currentMaterialId)
        .set("material_expires", materialExpires)
        .set("policy", policy)
        .set("rotation_period_days", rotationPeriodInDays)
        .set("next_rotation", nextRotation);
  }

  KmsKey read() {
    return new KmsKey(
        new KeyArn(new Scope(AccountId.of(account), Region.of(region)), keyId),
        new KeyType(spec, usage, origin, manager, multiRegion),
        new Life(
            state, Optional.ofNullable(deletionDate), Optional.ofNullable(pendingWindowInDays)),
        created,
        description,
        new KmsKey.InUse(
            Optional.ofNullable(currentMaterialId).map(MaterialId::new),
            Optional.ofNullable(materialExpires)),
        Optional.ofNullable(policy),
        new Rotation(Optional.ofNullable(rotationPeriodInDays), Optional.ofNullable(nextRotation)));
  }
}
