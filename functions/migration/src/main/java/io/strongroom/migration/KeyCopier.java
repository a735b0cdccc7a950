package io.strongroom.migration;

import io.strongroom.migration.KeyPlan.Present;
import io.strongroom.migration.StoreVersions.KeyVersions;
import io.strongroom.migration.VersionCopier.CopyDiffers;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings all versions of a key over, oldest first. What the destination lists is what was done: so
 * a copy that was killed goes on, and a write whose answer was lost is not made twice. Thread-safe.
 */
final class KeyCopier {

  private static final int ATTEMPTS = 6;

  private final CopyEnds ends;
  private final StoreVersions there;
  private final VersionCopier copier;
  private final CopyTally tally;
  private final boolean compare;

  KeyCopier(CopyEnds ends, OpenUploads uploads, CopyTally tally, boolean compare) {
    this.ends = ends;
    this.there = new StoreVersions(ends.reading(), ends.toBucket());
    this.copier = new VersionCopier(ends, uploads);
    this.tally = tally;
    this.compare = compare;
  }

  /** One key's copy so far, across attempts. */
  private static final class Course {
    final Set<String> refused = new HashSet<>();
    boolean begun;
    int failures;
  }

  void copy(KeyVersions key) {
    if (key.tooMany()) {
      tally.left(key.key(), "it has more than %,d versions".formatted(KeyVersions.MOST));
      return;
    }
    Course course = new Course();
    while (!isDone(key, course)) {
      CopyPatience.rest(course.failures);
    }
    tally.key();
  }

  /** One attempt. */
  private boolean isDone(KeyVersions key, Course course) {
    SourceVersion at = key.newestFirst().getLast();
    try {
      KeyPlan plan = plan(key);
      if (!course.begun) {
        course.begun = true;
        begin(key, plan);
      }
      for (SourceVersion version : plan.toCopy()) {
        at = version;
        if (!course.refused.contains(version.origin())) {
          copy(version, course);
        }
      }
      return true;
    } catch (SdkException | UncheckedIOException e) {
      course.failures++;
      if (CopyPatience.isWorthAnother(e) && course.failures < ATTEMPTS) {
        return false;
      }
      tally.left(at, CopyPatience.reason(e) + " (newer versions of the key wait for it)");
      return true;
    }
  }

  private KeyPlan plan(KeyVersions key) {
    List<Present> present = new ArrayList<>();
    for (SourceVersion each : there.of(key.key()).newestFirst().reversed()) {
      present.add(new Present(each.id(), each.marker(), each.marker() ? "" : origin(each)));
    }
    return KeyPlan.of(key.newestFirst().reversed(), present);
  }

  private String origin(SourceVersion copy) {
    return ends.reading()
        .headObject(
            head -> {
              head.bucket(ends.toBucket()).key(copy.key());
              if (!copy.id().equals("null")) {
                head.versionId(copy.id());
              }
            })
        .metadata()
        .getOrDefault(CarriedHeaders.ORIGIN, "");
  }

  /** What there is to say of what is there already. */
  private void begin(KeyVersions key, KeyPlan plan) {
    tally.found(plan.found().size());
    plan.beneath()
        .forEach(each -> tally.left(each, "newer versions are there, and nothing goes beneath"));
    if (plan.othersWrote()) {
      tally.left(key.key(), "others wrote this key in the destination");
    }
    if (compare) {
      plan.found().forEach(this::compare);
    }
  }

  private void compare(KeyPlan.Found found) {
    if (found.version().marker()) {
      return;
    }
    if (copier.isSame(found.version(), found.copy().id())) {
      tally.compared();
    } else {
      tally.left(found.version(), "the copy " + found.copy().id() + " has other bytes");
    }
  }

  private void copy(SourceVersion version, Course course) {
    try {
      if (version.marker()) {
        ends.writing().deleteObject(delete -> delete.bucket(ends.toBucket()).key(version.key()));
        tally.marked();
      } else {
        copier.copy(version);
        tally.copied(version.size());
      }
      course.failures = 0;
    } catch (CopyDiffers e) {
      refused(version, course, String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      if (CopyPatience.isWorthAnother(e)) {
        throw e;
      }
      refused(version, course, CopyPatience.reason(e));
    }
  }

  /** It stays behind; the others go on. */
  private void refused(SourceVersion version, Course course, String reason) {
    course.refused.add(version.origin());
    tally.left(version, reason);
  }
}
