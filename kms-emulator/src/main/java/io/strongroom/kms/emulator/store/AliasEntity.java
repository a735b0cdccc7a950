package io.strongroom.kms.emulator.store;

import io.strongroom.kms.emulator.key.Alias;
import io.strongroom.kms.emulator.key.AliasName;
import io.strongroom.kms.emulator.key.KeyArn;
import io.strongroom.kms.emulator.key.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_alias}. */
@Entity(name = "KmsAliasRow")
@Table(name = "key_alias", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class AliasEntity {

  @Id String arn;

  @Column(name = "account_id")
  String account;

  String region;
  String name;

  @Column(name = "target_arn")
  String targetArn;

  @Column(name = "created_at")
  Instant created;

  @Column(name = "updated_at")
  Instant updated;

  static AliasEntity of(Alias alias) {
    AliasEntity row = new AliasEntity();
    row.arn = alias.arn();
    row.account = alias.scope().account();
    row.region = alias.scope().region();
    row.name = alias.name().text();
    row.targetArn = alias.target().toString();
    row.created = alias.created();
    row.updated = alias.updated();
    return row;
  }

  Alias read() {
    KeyArn target =
        KeyArn.parse(Objects.requireNonNull(targetArn))
            .orElseThrow(() -> new IllegalStateException("bad ARN in key_alias"));
    return new Alias(new Scope(account, region), new AliasName(name), target, created, updated);
  }
}
