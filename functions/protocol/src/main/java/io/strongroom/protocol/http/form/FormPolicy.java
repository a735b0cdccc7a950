package io.strongroom.protocol.http.form;

import io.strongroom.protocol.http.form.SizedFile.SizeRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the sender of a form may fill in, and until when.
 *
 * <p>Source: "POST Policy", Amazon S3 API reference; "Uploading Objects - POST", OBS API reference.
 */
record FormPolicy(Instant expiration, List<Condition> conditions) {

  FormPolicy {
    conditions = List.copyOf(conditions);
  }

  /** One condition; {@code text} is how refusals quote it. */
  sealed interface Condition {

    String text();

    /** {@code field} in lower case, without its dollar. */
    record Equal(String field, String value, String text) implements Condition {}

    record StartsWith(String field, String prefix, String text) implements Condition {}

    record Length(SizeRange range, String text) implements Condition {}

    /** One that nothing can meet, as a field without a dollar. */
    record Never(String text) implements Condition {}
  }

  /** Fields that no condition has to name. */
  private static final Set<String> FREE =
      Set.of(
          "accesskeyid",
          "awsaccesskeyid",
          "file",
          "policy",
          "signature",
          "token",
          "x-amz-signature");

  private static final String BUCKET = "bucket";

  /** The first condition that does not hold. */
  Optional<Condition> unmet(Function<String, Optional<String>> fields) {
    return conditions.stream().filter(condition -> !holds(condition, fields)).findFirst();
  }

  private static boolean holds(Condition condition, Function<String, Optional<String>> fields) {
    return switch (condition) {
      case Condition.Equal(var field, var value, var _) ->
          fields.apply(field).equals(Optional.of(value));
      case Condition.StartsWith(var field, var prefix, var _) ->
          fields.apply(field).filter(value -> starts(field, value, prefix)).isPresent();
      case Condition.Length _ -> true;
      case Condition.Never _ -> false;
    };
  }

  /** S3: of a list of content types every one. */
  private static boolean starts(String field, String value, String prefix) {
    return field.equals("content-type")
        ? Arrays.stream(value.split(",", -1)).allMatch(each -> each.strip().startsWith(prefix))
        : value.startsWith(prefix);
  }

  /** Fields of a form that no condition names, though one has to; the bucket is one of them. */
  List<String> uncovered(Set<String> sent) {
    Set<String> named = new TreeSet<>();
    for (Condition condition : conditions) {
      switch (condition) {
        case Condition.Equal equal -> named.add(equal.field());
        case Condition.StartsWith start -> named.add(start.field());
        case Condition.Length _, Condition.Never _ -> {}
      }
    }
    Set<String> needed = new TreeSet<>(sent);
    needed.add(BUCKET);
    needed.removeAll(FREE);
    needed.removeAll(named);
    needed.removeIf(name -> name.startsWith("x-ignore-"));
    return List.copyOf(needed);
  }

  /** How long the file may be. */
  SizeRange size() {
    SizeRange range = SizeRange.ANY;
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Length length) {
        range = range.and(length.range());
      }
    }
    return range;
  }
}
