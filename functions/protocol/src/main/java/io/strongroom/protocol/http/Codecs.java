package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one dialect spells each of its operations. Immutable once built. */
public final class Codecs {

  private final Map<Operation<?, ?>, OperationCodec<?, ?>> codecs;

  private Codecs(Map<Operation<?, ?>, OperationCodec<?, ?>> codecs) {
    this.codecs = Map.copyOf(codecs);
  }

  /** Collects the codecs of one dialect. Not thread-safe. */
  public static final class Builder {

    private final Map<Operation<?, ?>, OperationCodec<?, ?>> codecs = new HashMap<>();

    /** The only way in: so that each codec fits its operation. */
    public <C, R> Builder add(Operation<C, R> operation, OperationCodec<C, R> codec) {
      if (codecs.putIfAbsent(operation, codec) != null) {
        throw new IllegalStateException(operation + " has two codecs");
      }
      return this;
    }

    public Codecs build() {
      return new Codecs(codecs);
    }
  }

  /** The operations that the dialect has. */
  public Set<Operation<?, ?>> operations() {
    return codecs.keySet();
  }

  /**
   * @throws ObjectStoreException NotImplemented when the dialect does not have the operation
   */
  @SuppressWarnings("unchecked") // Builder.add
  public <C, R> OperationCodec<C, R> get(Operation<C, R> operation) {
    return (OperationCodec<C, R>)
        Optional.<OperationCodec<?, ?>>ofNullable(codecs.get(operation))
            .orElseThrow(
                () ->
                    new ObjectStoreException(
                        new RequestError.NotImplemented(operation.wireName())));
  }
}
