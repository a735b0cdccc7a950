package io.strongroom.storage.identity;

import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.Sought;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Which records are looked for. Immutable. */
final class RecordMatch {

  private record Member(String wanted, BiPredicate<String, String> fits) {}

  private final Map<String, Member> members = new LinkedHashMap<>();

  private RecordMatch() {}

  /** Of the account, the batches see to it. */
  static RecordMatch of(Sought sought) {
    RecordMatch match = new RecordMatch();
    match.add("id", sought.requestId(), String::equals);
    match.add("principal", sought.principal(), String::contains);
    match.add("operation", sought.operation(), String::equals);
    match.add("bucket", sought.bucket(), String::equals);
    match.add("key", sought.key(), String::startsWith);
    match.add("verdict", sought.verdict(), String::equals);
    return match;
  }

  private void add(String member, String wanted, BiPredicate<String, String> fits) {
    if (!wanted.isEmpty()) {
      members.put(member, new Member(wanted, fits));
    }
  }

  List<Kept> in(List<Kept> records) {
    return members.isEmpty() ? records : records.stream().filter(this::fits).toList();
  }

  private boolean fits(Kept record) {
    if (!members.values().stream().allMatch(member -> mayBeIn(record.json(), member.wanted()))) {
      return false;
    }
    JsonObject document = new JsonObject(record.json());
    return members.entrySet().stream()
        .allMatch(
            member ->
                member
                    .getValue()
                    .fits()
                    .test(document.getString(member.getKey(), ""), member.getValue().wanted()));
  }

  /** To read a document costs more than to see that what stands in it as it is does not. */
  private static boolean mayBeIn(String document, String wanted) {
    return document.contains(wanted) || !wanted.matches("[A-Za-z0-9:/._-]*");
  }
}
