package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.RequestRecords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@link RequestRecords} in PostgreSQL, which makes the chain. Thread-safe. */
public final class PostgresRequestRecords implements RequestRecords {

  private static final String ADD = "select identity.note_requests(cast($1 as jsonb))";

  private static final String AFTER =
      """
      select number, record::text as record from identity.request_record
       where number > $1 and (cast($2 as text) is null or account = $2 or owner = $2)
       order by number limit $3
      """;

  /** What was there before the first batch that is kept is taken on trust. */
  private static final String BROKEN =
      """
      select min(b.first) as number from (
        select first, last, hash, lag(hash) over w as before, lag(last) over w as ends
          from identity.request_batch window w as (order by last)) b
       where b.before is not null and (b.first <> b.ends + 1 or b.hash is distinct from (
         select sha256(b.before || convert_to(string_agg(r.record::text, E'\\n' order by r.number), 'UTF8'))
           from identity.request_record r where r.number between b.first and b.last))
      """;

  private static final String LAST =
      """
      select h.number from identity.request_head h
       where h.number > 0 and not exists (
         select from identity.request_batch b where b.last = h.number and b.hash = h.hash)
      """;

  private static final String USAGE =
      """
      select account, bucket, kms_key, requests, kms_calls, bytes_in, bytes_out from identity.usage
       where month = $1 and (cast($2 as text) is null or account = $2)
       order by account, bucket, kms_key
      """;

  private final Answers answers;
  private final String region;

  /**
   * @param region of this service
   */
  public PostgresRequestRecords(Pool pool, String region) {
    this.answers = new Answers(pool);
    this.region = region;
  }

  @Override
  public Uni<Void> add(List<RequestRecord> records) {
    JsonArray array = new JsonArray();
    records.forEach(each -> array.add(json(each)));
    return answers.done(ADD, array);
  }

  private JsonObject json(RequestRecord each) {
    return new JsonObject()
        .put("at", each.at().toString())
        .put("id", each.requestId())
        .put("account", each.who().account())
        .put("principal", text(each.who().principal()))
        .put("accessKeyId", text(each.who().accessKeyId()))
        .put("source", text(each.who().source()))
        .put("address", text(each.who().address()))
        .put("operation", each.operation())
        .put("bucket", text(each.target().bucket()))
        .put("key", text(each.target().key()))
        .put("owner", each.target().owner())
        .put("verdict", each.decision().verdict())
        .put("action", each.decision().action())
        .put("policy", text(each.decision().policy()))
        .put("questions", each.decision().questions())
        .put("status", each.work().status())
        .put("bytesIn", each.work().bytesIn())
        .put("bytesOut", each.work().bytesOut())
        .put("encryption", text(each.work().encryption()))
        .put("kmsCalls", each.work().kmsCalls())
        .put("kmsKey", text(each.work().kmsKey()))
        .put("service", service(each.operation()))
        .put("region", region);
  }

  private static String service(String operation) {
    return operation.equals("IdentityQuery") ? "iam" : "s3";
  }

  /** No document of the database holds a character zero. */
  private static String text(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  @Override
  public Uni<List<Kept>> after(long number, Optional<String> account, int most) {
    return answers.list(
        AFTER,
        row -> new Kept(row.getLong("number"), row.getString("record")),
        number,
        account,
        most);
  }

  @Override
  public Uni<Optional<Long>> broken() {
    return answers
        .first(BROKEN, row -> Optional.ofNullable(row.getLong("number")))
        .map(found -> found.flatMap(number -> number))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : answers.first(LAST, row -> row.getLong("number")));
  }

  @Override
  public Uni<List<Usage>> usage(String month, Optional<String> account) {
    return answers.list(
        USAGE,
        row ->
            new Usage(
                row.getString("account"),
                row.getString("bucket"),
                row.getString("kms_key"),
                row.getLong("requests"),
                row.getLong("kms_calls"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out")),
        LocalDate.parse(month + "-01"),
        account);
  }
}
