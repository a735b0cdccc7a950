package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import java.util.Optional;

/** GetObject: opens an object, or a part of it. */
public final class GetObject {

  /**
   * @param checksumMode whether the stored checksum is wanted
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      Optional<CustomerKey> customerKey,
      Selection selection,
      ReadConditions conditions,
      boolean checksumMode) {}

  /** The receiver closes {@code content}. */
  public record Result(ObjectView view, ObjectContent content) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
