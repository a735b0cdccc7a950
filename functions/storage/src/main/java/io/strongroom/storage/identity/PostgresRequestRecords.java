package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link RequestRecords} in PostgreSQL, which makes the chain. Thread-safe. */
public final class PostgresRequestRecords implements RequestRecords {

  private static final String ADD =
      "select identity.note_batch($1, $2, true, $3, cast($4 as jsonb), cast($5 as jsonb))";

  private static final String AFTER =
      """
      select first, last, records, packed from identity.request_batch
       where last > $1 and (cast($2 as text) is null or accounts @> array[$2])
       order by last limit 1
      """;

  /** What was there before the first batch that is kept is taken on trust. */
  private static final String BROKEN =
      """
      select min(b.first) as number from (
        select first, records, hash, lag(hash) over w as before, lag(last) over w as ends
          from identity.request_batch window w as (order by last)) b
       where b.before is not null
         and (b.first <> b.ends + 1 or b.hash is distinct from sha256(b.before || b.records))
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
         and (cast($3 as text) is null or kms_key = $3)
       order by account, bucket, kms_key
      """;

  private final Answers answers;
  private final Region region;

  /**
   * @param region of this service
   */
  public PostgresRequestRecords(Pool pool, Region region) {
    this.answers = new Answers(pool);
    this.region = region;
  }

  @Override
  public Uni<Void> add(List<RequestRecord> records) {
    RequestBatch batch = RequestBatch.of(records, region);
    return answers.done(
        ADD,
        batch.size(),
        batch.packed(),
        batch.accounts().toArray(String[]::new),
        batch.usage(),
        batch.keys());
  }

  @Override
  public Uni<List<Kept>> after(long number, Optional<AccountId> account, int most) {
    return collect(number, account, most, List.of());
  }

  /** One batch at a time: one is as many records as anybody asks for at once. */
  private Uni<List<Kept>> collect(
      long number, Optional<AccountId> account, int most, List<Kept> found) {
    if (found.size() >= most) {
      return Uni.createFrom().item(found);
    }
    return answers
        .first(AFTER, PostgresRequestRecords::stored, number, account.map(AccountId::value))
        .chain(
            next ->
                next.map(
                        batch ->
                            collect(
                                batch.last(),
                                account,
                                most,
                                joined(found, batch.records(number, account), most)))
                    .orElseGet(() -> Uni.createFrom().item(found)));
  }

  private static List<Kept> joined(List<Kept> found, List<Kept> more, int most) {
    return Stream.concat(found.stream(), more.stream()).limit(most).toList();
  }

  @Override
  public Uni<Found> latest(Sought sought, Optional<Long> before, int most) {
    return new RequestSearch(answers).latest(sought, before, most);
  }

  static StoredBatch stored(Row row) {
    return new StoredBatch(
        row.getLong("first"),
        row.getLong("last"),
        row.getBuffer("records"),
        row.getBoolean("packed"));
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
  public Uni<List<Usage>> usage(
      String month, Optional<AccountId> account, Optional<String> kmsKey) {
    return answers.list(
        USAGE,
        row ->
            new Usage(
                AccountId.of(row.getString("account")),
                row.getString("bucket"),
                row.getString("kms_key"),
                row.getLong("requests"),
                row.getLong("kms_calls"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out")),
        LocalDate.parse(month + "-01"),
        account.map(AccountId::value),
        kmsKey);
  }
}
