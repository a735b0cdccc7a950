package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.Found;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.Sought;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for records from the latest on, one batch after the other. Thread-safe. */
final class RequestSearch {

  /** Batches that one search looks at. */
  private static final int MOST_BATCHES = 25;

  /** The one that holds record $1, or else the last before it. */
  private static final String BATCH =
      """
      select first, last, records, packed from identity.request_batch
       where last <= coalesce((select min(c.last) from identity.request_batch c where c.last >= $1), $1)
         and (cast($2 as text) is null or accounts @> array[$2])
       order by last desc limit 1
      """;

  /** Batches are kept in the order of their numbers, but for those of the same moment. */
  private static final String UNTIL =
      """
      select max(b.last) as last from (
        select last from identity.request_batch where at <= $1 order by at desc limit 100) b
      """;

  private final Answers answers;

  RequestSearch(Answers answers) {
    this.answers = answers;
  }

  Uni<Found> latest(Sought sought, Optional<Long> before, int most) {
    if (before.isPresent() || sought.until().isEmpty()) {
      return look(sought, before.orElse(Long.MAX_VALUE) - 1, most);
    }
    return answers
        .first(
            UNTIL,
            row -> Optional.ofNullable(row.getLong("last")),
            sought.until().get().atOffset(ZoneOffset.UTC))
        .chain(last -> look(sought, last.flatMap(number -> number).orElse(0L), most));
  }

  private Uni<Found> look(Sought sought, long from, int most) {
    Progress progress = new Progress(sought, from, most);
    return Uni.createFrom()
        .deferred(
            () ->
                answers
                    .first(
                        BATCH,
                        PostgresRequestRecords::stored,
                        progress.next,
                        sought.account().map(AccountId::value))
                    .map(progress::add))
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .map(done -> progress.found());
  }

  /** One search; for one thread at a time. */
  private static final class Progress {

    private final Sought sought;
    private final int most;
    private final List<Kept> found = new ArrayList<>();
    private long next;
    private int batches;

    /**
     * @param from number of the first record that is looked at
     */
    Progress(Sought sought, long from, int most) {
      this.sought = sought;
      this.next = from;
      this.most = most;
    }

    /** Whether another batch is wanted. */
    boolean add(Optional<StoredBatch> batch) {
      if (batch.isEmpty()) {
        next = 0;
        return false;
      }
      List<Kept> fitting = RecordMatch.of(sought).in(batch.get().records(0, sought.account()));
      for (Kept each : fitting.reversed()) {
        if (each.number() <= next && found.size() < most) {
          found.add(each);
        }
      }
      next = found.size() < most ? batch.get().first() - 1 : found.getLast().number() - 1;
      batches++;
      return next > 0 && found.size() < most && batches < MOST_BATCHES;
    }

    Found found() {
      return new Found(found, next > 0 ? Optional.of(next + 1) : Optional.empty());
    }
  }
}
