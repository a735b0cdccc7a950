package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.KeyArn;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code kms.key_grant}. */
@Entity(name = "KmsGrantRow")
@Table(name = "key_grant", schema = "kms")
@NullUnmarked // Hibernate fills the fields after construction.
class GrantEntity {

  private static final String EQUALS = "equals";
  private static final String SUBSET = "subset";

  @Id String id;

  @Column(name = "key_arn")
  String keyArn;

  String region;

  @Nullable String name;
  String grantee;

  @Column(name = "retiring_principal")
  @Nullable String retiringPrincipal;

  @Column(name = "issuing_account")
  String issuingAccount;

  /** Names, sorted, separated by commas. */
  String operations;

  @Column(name = "constraint_kind")
  @Nullable String constraintKind;

  /** A JSON object. */
  @Column(name = "constraint_pairs")
  @Nullable String constraintPairs;

  @Column(name = "created_at")
  Instant created;

  static GrantEntity of(Grant grant) {
    GrantEntity row = new GrantEntity();
    row.id = grant.id();
    row.keyArn = grant.key().toString();
    row.region = grant.key().scope().region().value();
    row.name = grant.terms().name().orElse(null);
    row.grantee = grant.terms().grantee();
    row.retiringPrincipal = grant.terms().retiringPrincipal().orElse(null);
    row.issuingAccount = grant.issuingAccount().value();
    row.operations = String.join(",", new TreeSet<>(grant.terms().operations()));
    row.created = grant.created();
    switch (grant.terms().constraint()) {
      case GrantConstraint.None _ -> {}
      case GrantConstraint.ContextEquals(var pairs) -> row.constrain(EQUALS, pairs);
      case GrantConstraint.ContextSubset(var pairs) -> row.constrain(SUBSET, pairs);
    }
    return row;
  }

  private void constrain(String kind, Map<String, String> pairs) {
    constraintKind = kind;
    JsonObject json = new JsonObject();
    new TreeMap<>(pairs).forEach(json::put);
    constraintPairs = json.encode();
  }

  /** Adds this row. */
  Uni<Void> insert(Mutiny.StatelessSession session) {
    return new Columns()
        .set("id", id)
        .set("key_arn", keyArn)
        .set("region", region)
        .set("name", name)
        .set("grantee", grantee)
        .set("retiring_principal", retiringPrincipal)
        .set("issuing_account", issuingAccount)
        .set("operations", operations)
        .set("constraint_kind", constraintKind)
        .set("constraint_pairs", constraintPairs)
        .set("created_at", created)
        .insert(session, "kms.key_grant");
  }

  Grant read() {
    return new Grant(
        id,
        KeyArn.parse(Objects.requireNonNull(keyArn))
            .orElseThrow(() -> new IllegalStateException("bad ARN in key_grant")),
        new GrantTerms(
            Optional.ofNullable(name),
            grantee,
            Optional.ofNullable(retiringPrincipal),
            Set.of(operations.split(",")),
            constraint()),
        AccountId.of(issuingAccount),
        created);
  }

  private GrantConstraint constraint() {
    if (constraintKind == null) {
      return new GrantConstraint.None();
    }
    Map<String, String> pairs = new TreeMap<>();
    new JsonObject(constraintPairs)
        .forEach(pair -> pairs.put(pair.getKey(), (String) pair.getValue()));
    return constraintKind.equals(EQUALS)
        ? new GrantConstraint.ContextEquals(pairs)
        : new GrantConstraint.ContextSubset(pairs);
  }
}
