package io.strongroom.storage.identity;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.identity.StoredKey.SealedSecret;
import io.strongroom.domain.identity.StoredKey.Session;
import io.strongroom.domain.identity.StoredKey.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Between rows of the schema {@code identity} and records. */
final class IdentityRows {

  /** Of a table that is called {@code p}. */
  static final String MEMBER =
      "p.id as member_id, p.kind, p.account, p.path, p.name, p.created_at as member_since,"
          + " p.trust_policy, p.max_seconds, p.trust_principals, p.boundary_arn,"
          + " p.tags as member_tags, p.description";

  /** Of tables that are called {@code k} and {@code s}. */
  static final String KEY =
      "k.id as key_id, k.principal_id, k.secret, k.active, k.created_at as key_since,"
          + " k.token_hash, k.expires_at, k.session_name, k.session_policy,"
          + " k.session_policy_arns, k.session_tags, k.transitive_tags, k.source_identity, k.provider,"
          + " s.id as sealing_key, s.kms_key_id, s.wrapped";

  private IdentityRows() {}

  private static Member.Name name(Row row) {
    return new Member.Name(
        AccountId.of(row.getString("account")), row.getString("path"), row.getString("name"));
  }

  static Account account(Row row) {
    return new Account(
        AccountId.of(row.getString("id")),
        row.getString("name"),
        row.getString("domain_id"),
        instant(row, "created_at"));
  }

  static Member member(Row row) {
    return new Member(
        row.getString("member_id"),
        Member.Kind.valueOf(row.getString("kind")),
        name(row),
        instant(row, "member_since"),
        Optional.ofNullable(row.getString("trust_policy"))
            .map(
                policy ->
                    new Member.Trust(
                        policy,
                        row.getInteger("max_seconds"),
                        texts(row.getJson("trust_principals")))),
        new Member.Particulars(
            Optional.ofNullable(row.getString("boundary_arn")),
            texts(row.getJson("member_tags")),
            Optional.ofNullable(row.getString("description"))));
  }

  /** An object of texts; nothing where there is none. */
  static Map<String, String> texts(@Nullable Object json) {
    Map<String, String> texts = new TreeMap<>();
    if (json instanceof JsonObject object) {
      object.fieldNames().forEach(name -> texts.put(name, object.getString(name)));
    }
    return texts;
  }

  static JsonObject json(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    texts.forEach(object::put);
    return object;
  }

  private static List<String> list(String @Nullable [] array) {
    return array == null ? List.of() : List.of(array);
  }

  static StoredKey key(Row row) {
    SealingKey sealing =
        new SealingKey(
            row.getUUID("sealing_key"),
            KmsKeyId.of(row.getString("kms_key_id")),
            bytes(row, "wrapped"));
    return new StoredKey(
        row.getString("key_id"),
        row.getString("principal_id"),
        new SealedSecret(sealing, bytes(row, "secret")),
        new Status(row.getBoolean("active"), instant(row, "key_since")),
        session(row));
  }

  private static Optional<Session> session(Row row) {
    return row.getBuffer("token_hash") == null
        ? Optional.empty()
        : Optional.of(
            new Session(
                bytes(row, "token_hash"),
                instant(row, "expires_at"),
                Optional.ofNullable(row.getString("session_name")),
                new StoredKey.Limits(
                    Optional.ofNullable(row.getString("session_policy")),
                    list(row.getArrayOfStrings("session_policy_arns"))),
                new StoredKey.Story(
                    texts(row.getJson("session_tags")),
                    list(row.getArrayOfStrings("transitive_tags")),
                    Optional.ofNullable(row.getString("source_identity")),
                    Optional.ofNullable(row.getString("provider")))));
  }

  static ManagedPolicy policy(Row row) {
    return new ManagedPolicy(
        row.getString("id"),
        name(row),
        new NamedDocument(row.getString("arn"), row.getString("document")),
        instant(row, "created_at"),
        new ManagedPolicy.Edition(row.getInteger("default_version"), instant(row, "updated_at")),
        new ManagedPolicy.Uses(row.getInteger("attachments"), row.getInteger("boundaries")),
        texts(row.getJson("tags")),
        Optional.ofNullable(row.getString("description")));
  }

  static Buffer buffer(WrappedKey bytes) {
    return Buffer.buffer(bytes.bytes());
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static WrappedKey bytes(Row row, String column) {
    return WrappedKey.of(row.getBuffer(column).getBytes());
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
