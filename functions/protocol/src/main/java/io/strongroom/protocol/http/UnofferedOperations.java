package io.strongroom.protocol.http;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a bucket or an object by a name that is not offered, or that nobody knows. No
 * row names these requests; they are refused as S3 does it, where a bucket that is not there comes
 * first.
 */
public final class UnofferedOperations {

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<HeadBucket.Command, Bucket> OF_BUCKET =
      TABLE.add("UnofferedOfBucket", Function.MANAGE_BUCKET, Action.LIST_BUCKET);

  public static final Operation<HeadBucket.Command, Bucket> OF_OBJECT =
      TABLE.add("UnofferedOfObject", Function.MANAGE_BUCKET, Action.GET_OBJECT);

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private static final Set<String> FORGIVING = Set.of("GET", "HEAD", "PUT", "POST");

  private UnofferedOperations() {}

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }

  /** The one that is asked of such a thing; none where the service itself is asked. */
  static Optional<Operation<?, ?>> of(Level level) {
    return switch (level) {
      case BUCKET -> Optional.of(OF_BUCKET);
      case OBJECT -> Optional.of(OF_OBJECT);
      case SERVICE, DOMAIN -> Optional.empty();
    };
  }

  /** By which name a request asks for what is not offered; empty where it does not. */
  public static Optional<String> name(String method, Level level, QueryParameters query) {
    if (method.equals(Router.OPTIONS)) {
      return Optional.empty();
    }
    List<QueryParameters.Parameter> given = query.parameters();
    return given.stream()
        .filter(parameter -> !isKnown(method, parameter))
        .map(QueryParameters.Parameter::name)
        .findFirst()
        .or(
            () ->
                given.stream()
                    .map(QueryParameters.Parameter::name)
                    .filter(name -> isElsewhere(level, name))
                    .sorted()
                    .findFirst());
  }

  private static boolean isElsewhere(Level level, String name) {
    return RouteTable.SELECTING.contains(name) && !RouteTable.selecting(level).contains(name);
  }

  private static boolean isKnown(String method, QueryParameters.Parameter parameter) {
    String name = parameter.name();
    if (RouteTable.UNSUPPORTED.contains(name)) {
      return false;
    }
    return RouteTable.SELECTING.contains(name)
        || RouteTable.PLAIN.contains(name)
        || name.toLowerCase(Locale.ROOT).startsWith("x-")
        || PresignedHeaders.STANDARD.contains(name.toLowerCase(Locale.ROOT))
        // S3: a parameter nobody knows is ignored. A bare word looks like a sub-resource, though,
        // and whoever deletes something of an object must not lose the object.
        || (FORGIVING.contains(method) && !parameter.value().isEmpty());
  }
}
