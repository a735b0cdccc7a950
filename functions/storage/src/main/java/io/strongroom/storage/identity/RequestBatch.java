package io.strongroom.storage.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records on their way to the database, with what it adds up of them. All of it is summed here: the
 * database is the one machine that all functions share.
 *
 * @param packed a document on each line, deflated
 * @param accounts of whoever asked, and of owners
 * @param usage by month, account, bucket and key
 * @param keys last use of each access key
 */
record RequestBatch(
    int size, Buffer packed, List<String> accounts, JsonArray usage, JsonArray keys) {

  static RequestBatch of(List<RequestRecord> records, Region region) {
    return new RequestBatch(
        records.size(),
        RecordLines.packed(records, region),
        records.stream()
            .flatMap(each -> Stream.of(each.who().account(), each.target().owner()))
            .filter(Predicate.not(AccountId::isNobody))
            .map(AccountId::value)
            .distinct()
            .toList(),
        usage(records),
        keys(records, region));
  }

  private record Use(LocalDate month, AccountId account, String bucket, String key) {

    static Use of(RequestRecord record) {
      AccountId owner = record.target().owner();
      return new Use(
          LocalDate.ofInstant(record.at(), ZoneOffset.UTC).withDayOfMonth(1),
          owner.isNobody() ? record.who().account() : owner,
          text(record.target().bucket()),
          text(record.work().kmsKey()));
    }

    JsonObject json(List<RequestRecord> records) {
      return new JsonObject()
          .put("month", month.toString())
          .put("account", account.value())
          .put("bucket", bucket)
          .put("key", key)
          .put("requests", records.size())
          .put("kmsCalls", records.stream().mapToLong(each -> each.work().kmsCalls()).sum())
          .put("bytesIn", records.stream().mapToLong(each -> each.work().bytesIn()).sum())
          .put("bytesOut", records.stream().mapToLong(each -> each.work().bytesOut()).sum());
    }
  }

  /** What nobody asked for who is known here is nobody's use. */
  private static JsonArray usage(List<RequestRecord> records) {
    Map<Use, List<RequestRecord>> by =
        records.stream()
            .collect(Collectors.groupingBy(Use::of, LinkedHashMap::new, Collectors.toList()));
    JsonArray usage = new JsonArray();
    by.forEach(
        (use, of) -> {
          if (!use.account().isNobody()) {
            usage.add(use.json(of));
          }
        });
    return usage;
  }

  private static JsonArray keys(List<RequestRecord> records, Region region) {
    Map<String, RequestRecord> last = new LinkedHashMap<>();
    for (RequestRecord each : records) {
      last.merge(
          text(each.who().accessKeyId()),
          each,
          (had, other) -> other.at().isBefore(had.at()) ? had : other);
    }
    last.remove("");
    JsonArray keys = new JsonArray();
    last.forEach(
        (id, record) ->
            keys.add(
                new JsonObject()
                    .put("id", id)
                    .put("at", record.at().toString())
                    .put("service", RecordLines.service(record))
                    .put("region", region.value())));
    return keys;
  }

  /** No document of the database holds a character zero. */
  private static String text(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
