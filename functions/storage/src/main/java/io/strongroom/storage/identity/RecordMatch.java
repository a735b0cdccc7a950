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

  /**
   * @param plain whether it stands in a document as it is, with nothing escaped
   */
  private record Member(String wanted, boolean plain, BiPredicate<String, String> fits) {

    /** To read a document costs more than to see that something does not stand in it. */
    boolean mayBeIn(String document) {
      return !plain || document.contains(wanted);
    }
  }

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
      members.put(member, new Member(wanted, wanted.matches("[A-Za-z0-9:/._-]*"), fits));
    }
  }

  List<Kept> in(List<Kept> records) {
    return members.isEmpty() ? records : records.stream().filter(this::fits).toList();
  }

  private boolean fits(Kept record) {
    if (!members.values().stream().allMatch(member -> member.mayBeIn(record.json()))) {
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
}
