package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.identity.StoredKey.Session;
import io.strongroom.domain.port.AccessKeys;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@link AccessKeys} in PostgreSQL. Thread-safe. */
public final class PostgresAccessKeys implements AccessKeys {

  private static final String NEWEST =
      "select id, kms_key_id, wrapped from identity.sealing_key order by created_at desc, id limit 1";

  private static final String ADD_SEALING_KEY =
      "insert into identity.sealing_key (id, kms_key_id, wrapped, created_at)"
          + " select $1, $2, $3, $4 where not exists (select from identity.sealing_key)";

  /** The member's row is locked: two at once do not both see room for the last key. */
  private static final String ADD =
      """
      with p as materialized (
        select id from identity.principal where id = $2 for no key update)
      insert into identity.access_key (id, principal_id, sealing_key, secret, active, created_at,
          token_hash, expires_at, session_name, session_policy, session_policy_arns, session_tags,
          transitive_tags, source_identity, provider)
      select $1, p.id, $3, $4, $5, $6, $7, $8, $9, $10, cast($12 as text[]), cast($13 as jsonb),
          cast($14 as text[]), $15, $16 from p
       where cast($8 as timestamptz) is not null or (
         select count(*) from identity.access_key k
          where k.principal_id = p.id and k.expires_at is null) < $11
      """;

  private static final String OF_MEMBER =
      "select "
          + IdentityRows.KEY
          + " from identity.access_key k join identity.sealing_key s on s.id = k.sealing_key"
          + " where k.principal_id = $1 and k.expires_at is null order by k.created_at, k.id";

  private static final String SET_ACTIVE =
      "update identity.access_key set active = $3"
          + " where principal_id = $1 and id = $2 and expires_at is null";

  private static final String REMOVE =
      "delete from identity.access_key"
          + " where principal_id = $1 and id = $2 and expires_at is null";

  private static final String FORGET =
      "delete from identity.access_key where expires_at < now() - interval '1 day'";

  private final Answers answers;
  private final InstantSource clock;

  public PostgresAccessKeys(Pool pool, InstantSource clock) {
    this.answers = new Answers(pool);
    this.clock = clock;
  }

  @Override
  public Uni<Optional<SealingKey>> sealingKey() {
    return answers.first(
        NEWEST,
        row ->
            new SealingKey(
                row.getUUID("id"),
                KmsKeyId.of(row.getString("kms_key_id")),
                WrappedKey.of(row.getBuffer("wrapped").getBytes())));
  }

  @Override
  public Uni<Void> addSealingKey(SealingKey key) {
    return answers.done(
        ADD_SEALING_KEY,
        key.id(),
        key.kmsKeyId().text(),
        IdentityRows.buffer(key.wrapped()),
        IdentityRows.time(clock.instant()));
  }

  @Override
  public Uni<Boolean> add(StoredKey key, int most) {
    Optional<Session> session = key.session();
    return answers.changed(
        ADD,
        key.id(),
        key.memberId(),
        key.secret().key().id(),
        IdentityRows.buffer(key.secret().wrapped()),
        key.status().active(),
        IdentityRows.time(key.status().createdAt()),
        session.map(Session::tokenHash).map(IdentityRows::buffer),
        session.map(Session::expiresAt).map(IdentityRows::time),
        session.flatMap(Session::name),
        session.flatMap(own -> own.limits().policy()),
        (long) most,
        session.map(own -> own.limits().policyArns().toArray(String[]::new)),
        session.map(own -> IdentityRows.json(own.story().tags())),
        session.map(own -> own.story().transitive().toArray(String[]::new)),
        session.flatMap(own -> own.story().sourceIdentity()),
        session.flatMap(own -> own.story().provider()));
  }

  @Override
  public Uni<List<StoredKey>> of(String memberId) {
    return answers.list(OF_MEMBER, IdentityRows::key, memberId);
  }

  @Override
  public Uni<Boolean> setActive(String memberId, String keyId, boolean active) {
    return answers.changed(SET_ACTIVE, memberId, keyId, active);
  }

  @Override
  public Uni<Boolean> remove(String memberId, String keyId) {
    return answers.changed(REMOVE, memberId, keyId);
  }

  @Override
  public Uni<Void> forgetEnded() {
    return answers.done(FORGET);
  }
}
