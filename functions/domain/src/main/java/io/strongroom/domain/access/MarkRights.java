package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.VersionMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which permission each mark of a version needs. */
final class MarkRights {

  private MarkRights() {}

  /** Of a writer who brings these. */
  static List<Action> toWrite(VersionMarks marks) {
    return actions(
        marks,
        Action.PUT_OBJECT_TAGGING,
        Action.PUT_OBJECT_RETENTION,
        Action.PUT_OBJECT_LEGAL_HOLD);
  }

  /** Of a reader who is shown these. */
  static List<Action> toRead(VersionMarks marks) {
    return actions(
        marks,
        Action.GET_OBJECT_TAGGING,
        Action.GET_OBJECT_RETENTION,
        Action.GET_OBJECT_LEGAL_HOLD);
  }

  private static List<Action> actions(
      VersionMarks marks, Action tagging, Action retention, Action legalHold) {
    List<Action> needed = new ArrayList<>();
    if (!marks.tags().isEmpty()) {
      needed.add(tagging);
    }
    marks.lock().retention().ifPresent(set -> needed.add(retention));
    marks.lock().legalHold().ifPresent(set -> needed.add(legalHold));
    return needed;
  }

  /** What is left of the marks for a reader with these of the permissions. */
  static VersionMarks visible(VersionMarks marks, Set<Action> allowed) {
    return new VersionMarks(
        allowed.contains(Action.GET_OBJECT_TAGGING) ? marks.tags() : List.of(),
        new ObjectLock(
            marks.lock().retention().filter(set -> allowed.contains(Action.GET_OBJECT_RETENTION)),
            marks.lock().legalHold().filter(set -> allowed.contains(Action.GET_OBJECT_LEGAL_HOLD))),
        marks.restoredUntil(),
        marks.replication());
  }
}
