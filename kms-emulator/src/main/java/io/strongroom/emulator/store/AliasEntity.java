package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.Alias;
import io.strongroom.emulator.key.AliasName;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code kms.key_alias}. */
@Entity(name = "KmsAliasRow")
@Table(name = "key_alias", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class AliasEntity {

  private static final String TABLE = "kms.key_alias";

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
    row.account = alias.scope().account().value();
    row.region = alias.scope().region().value();
    row.name = alias.name().text();
    row.targetArn = alias.target().toString();
    row.created = alias.created();
    row.updated = alias.updated();
    return row;
  }

  /** Adds this row unless its name is taken; gives whether it did. */
  Uni<Boolean> insert(Mutiny.StatelessSession session) {
    return new Columns()
        .set("arn", arn)
        .set("account_id", account)
        .set("region", region)
        .set("name", name)
        .set("target_arn", targetArn)
        .set("created_at", created)
        .set("updated_at", updated)
        .insertIfAbsent(session, TABLE);
  }

  /** Points this row, which is locked, to another key. */
  static Uni<Void> retarget(
      Mutiny.StatelessSession session, String arn, KeyArn target, Instant now) {
    return new Columns()
        .set("target_arn", target.toString())
        .set("updated_at", now)
        .update(session, TABLE, "arn", arn)
        .replaceWithVoid();
  }

  Alias read() {
    KeyArn target =
        KeyArn.parse(Objects.requireNonNull(targetArn))
            .orElseThrow(() -> new IllegalStateException("bad ARN in key_alias"));
    return new Alias(
        new Scope(AccountId.of(account), Region.of(region)),
        new AliasName(name),
        target,
        created,
        updated);
  }
}
