package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.protocol.http.Dialect.Empty;
import io.strongroom.protocol.http.Operation;
import java.util.function.Function;

/** An operation, and who carries it out. */
public record ServedOperation<C, R>(Operation<C, R> operation, Function<C, Uni<R>> execution) {

  /** An operation without a result. */
  @FunctionalInterface
  public interface Deed<C> {
    Uni<Void> execute(C command);
  }

  public static <C, R> ServedOperation<C, R> served(
      Operation<C, R> operation, Function<C, Uni<R>> execution) {
    return new ServedOperation<>(operation, execution);
  }

  public static <C> ServedOperation<C, Empty> served(Operation<C, Empty> operation, Deed<C> deed) {
    return new ServedOperation<>(
        operation, command -> deed.execute(command).replaceWith(Empty.EMPTY));
  }
}
