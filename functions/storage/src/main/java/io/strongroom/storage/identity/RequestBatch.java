package io.strongroom.storage.identity;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
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
        Deflated.pack(
            records.stream()
                .map(each -> json(each, region).encode())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8)),
        records.stream()
            .flatMap(each -> Stream.of(each.who().account(), each.target().owner()))
            .filter(Predicate.not(AccountId::isNobody))
            .map(AccountId::value)
            .distinct()
            .toList(),
        usage(records),
        keys(records, region));
  }

  private static JsonObject json(RequestRecord each, Region region) {
    return new JsonObject()
        .put("at", each.at().toString())
        .put("id", each.requestId())
        .put("account", each.who().account().value())
        .put("principal", each.who().principal().text())
        .put("accessKeyId", each.who().accessKeyId())
        .put("source", each.who().source())
        .put("address", each.who().address())
        .put("operation", each.operation())
        .put("bucket", each.target().bucket())
        .put("key", each.target().key())
        .put("owner", each.target().owner().value())
        .put("verdict", each.decision().verdict())
        .put("action", each.decision().action())
        .put("policy", each.decision().policy())
        .put("questions", each.decision().questions())
        .put("status", each.work().status())
        .put("bytesIn", each.work().bytesIn())
        .put("bytesOut", each.work().bytesOut())
        .put("encryption", each.work().encryption())
        .put("kmsCalls", each.work().kmsCalls())
        .put("kmsKey", each.work().kmsKey())
        .put("service", service(each.operation()))
        .put("region", region.value());
  }

  private static String service(String operation) {
    return operation.equals("IdentityQuery") || operation.equals("DomainRest") ? "iam" : "s3";
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
                    .put("service", service(record.operation()))
                    .put("region", region.value())));
    return keys;
  }

  /** No document of the database holds a character zero. */
  private static String text(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
