package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.WrappedMaterial;
import io.strongroom.emulator.key.KeyArn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code kms.key_material}. */
@Entity(name = "KmsMaterialRow")
@Table(name = "key_material", schema = "kms")
@IdClass(MaterialEntity.Key.class)
@NullUnmarked // Hibernate fills the fields after construction.
class MaterialEntity {

  static final String TABLE = "kms.key_material";

  private static final byte[] GONE = new byte[0];

  /** Replicas of a multi-region key hold the same material, each wrapped for itself. */
  record Key(String materialId, String region) {}

  @Id
  @Column(name = "material_id")
  String materialId;

  @Id String region;

  @Column(name = "key_arn")
  String keyArn;

  byte[] wrapped;

  @Column(name = "created_at")
  Instant created;

  @Column(name = "rotation_type")
  @Nullable String rotationType;

  @Column(name = "import_fingerprint")
  byte @Nullable [] importFingerprint;

  @Column(name = "import_description")
  @Nullable String importDescription;

  @Column(name = "expires_at")
  @Nullable Instant expires;

  static MaterialEntity of(StoredMaterial material) {
    MaterialEntity row = new MaterialEntity();
    row.materialId = material.wrapped().id().hex();
    row.region = material.owner().scope().region().value();
    row.keyArn = material.owner().toString();
    row.wrapped = material.wrapped().bytes();
    row.created = material.created();
    row.rotationType = material.rotationType().orElse(null);
    material.imported().ifPresent(row::write);
    return row;
  }

  /** Takes over material that was imported again. */
  void reimport(StoredMaterial material) {
    wrapped = material.wrapped().bytes();
    material.imported().ifPresent(this::write);
  }

  private void write(StoredMaterial.Imported imported) {
    importFingerprint = imported.fingerprint();
    importDescription = imported.description();
    expires = imported.expires().orElse(null);
  }

  private Optional<StoredMaterial.Imported> imported() {
    return Optional.ofNullable(importFingerprint)
        .map(
            fingerprint ->
                new StoredMaterial.Imported(
                    fingerprint,
                    Objects.requireNonNullElse(importDescription, ""),
                    Optional.ofNullable(expires)));
  }

  /** Adds this row. */
  Uni<Void> insert(Mutiny.StatelessSession session) {
    return changeable()
        .set("material_id", materialId)
        .set("region", region)
        .set("key_arn", keyArn)
        .set("created_at", created)
        .set("rotation_type", rotationType)
        .insert(session, TABLE);
  }

  /** Writes what an import changes; the key's row is locked. */
  Uni<Void> update(Mutiny.StatelessSession session) {
    return changeable()
        .updateWhere(session, TABLE, "key_arn = ? AND material_id = ?", List.of(keyArn, materialId))
        .replaceWithVoid();
  }

  /** Brings this pending material into use; the key's row is locked. */
  Uni<Void> rotate(Mutiny.StatelessSession session, String type, Instant now) {
    return new Columns()
        .set("rotation_type", type)
        .set("created_at", now)
        .updateWhere(session, TABLE, "key_arn = ? AND material_id = ?", List.of(keyArn, materialId))
        .replaceWithVoid();
  }

  /** Takes this imported material away; the key's row is locked. */
  Uni<Void> empty(Mutiny.StatelessSession session) {
    wrapped = GONE;
    return update(session);
  }

  private Columns changeable() {
    return new Columns()
        .set("wrapped", wrapped)
        .set("import_fingerprint", importFingerprint)
        .set("import_description", importDescription)
        .set("expires_at", expires);
  }

  StoredMaterial read() {
    KeyArn owner =
        KeyArn.parse(Objects.requireNonNull(keyArn))
            .orElseThrow(() -> new IllegalStateException("bad ARN in key_material"));
    return new StoredMaterial(
        owner,
        new WrappedMaterial(new MaterialId(materialId), wrapped),
        created,
        Optional.ofNullable(rotationType),
        imported());
  }
}
