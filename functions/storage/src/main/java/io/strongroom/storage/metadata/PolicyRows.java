package io.strongroom.storage.metadata;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Terms;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between rows of {@code objects.bucket_policy} and records. */
final class PolicyRows {

  static final String SELECT =
      "select form, text, principals, binds_root from objects.bucket_policy where id = $1";

  /** The text that counted before goes with the statement that replaces it. */
  static final String SET =
      """
      with b as (
        update objects.bucket set policy_id = $2 where name = $1 returning name),
      gone as (
        delete from objects.bucket_policy p using b where p.bucket = b.name returning p.id),
      added as (
        insert into objects.bucket_policy (id, bucket, form, text, principals, binds_root)
        select $2, b.name, $3, $4, cast($5 as jsonb), coalesce($6, false)
          from b where cast($2 as uuid) is not null returning id)
      select count(*) as buckets from b
      """;

  private PolicyRows() {}

  static Optional<BucketPolicyText> first(UUID id, RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(
          new BucketPolicyText(
              id,
              BucketPolicyText.Form.valueOf(row.getString("form")),
              row.getString("text"),
              new Terms(principals(row.getJson("principals")), row.getBoolean("binds_root"))));
    }
    return Optional.empty();
  }

  private static Map<String, String> principals(@Nullable Object stored) {
    Map<String, String> principals = new TreeMap<>();
    if (stored instanceof JsonObject object) {
      object.fieldNames().forEach(name -> principals.put(name, object.getString(name)));
    }
    return principals;
  }

  static Tuple tuple(BucketName bucket, Optional<BucketPolicyText> policy) {
    return Tuple.tuple()
        .addValue(bucket.value())
        .addValue(policy.map(BucketPolicyText::id).orElse(null))
        .addValue(policy.map(set -> set.form().name()).orElse(null))
        .addValue(policy.map(BucketPolicyText::text).orElse(null))
        .addValue(policy.map(set -> stored(set.terms().principals())).orElse(null))
        .addValue(policy.map(set -> set.terms().bindsRoot()).orElse(null));
  }

  private static JsonObject stored(Map<String, String> principals) {
    JsonObject object = new JsonObject();
    principals.forEach(object::put);
    return object;
  }
}
