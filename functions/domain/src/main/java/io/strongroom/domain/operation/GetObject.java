package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * GetObject: opens an object, or a part of it.
 *
 * <p>The data key is unwrapped and the first segment opened before the result is there, so that
 * every refusal is a clean error and not a broken body.
 */
public final class GetObject {

  private final StoredObjects objects;
  private final ObjectOpener opener;

  public GetObject(StoredObjects objects, ObjectOpener opener) {
    this.objects = objects;
    this.opener = opener;
  }

  /**
   * @param checksumMode whether the stored checksum is wanted
   */
  public record Command(
      Caller caller,
      Wanted wanted,
      Optional<CustomerKey> customerKey,
      Selection selection,
      ReadConditions conditions,
      boolean checksumMode)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return customerKey.stream();
    }
  }

  /** The receiver closes it. */
  public record Result(ObjectView view, ObjectContent content) implements AutoCloseable {
    @Override
    public void close() {
      content.close();
    }
  }

  public Uni<Result> execute(Command command) {
    return objects
        .getToRead(command.caller(), Action.GET_OBJECT, command.wanted())
        .chain(
            readable ->
                objects
                    .shown(command.caller(), command.wanted(), readable.found())
                    .map(shown -> new ReadableObject(shown, readable.bytes())))
        .chain(object -> Ownership.deliver(open(command, object)));
  }

  private Uni<Result> open(Command command, ReadableObject readable) {
    ObjectVersion object = readable.object();
    Conditions.requireForRead(command.conditions(), object);
    Optional<ByteRange> range = Selections.resolve(command.selection(), object);
    return opener
        .dataKey(object, command.customerKey(), command.caller())
        .chain(key -> Ownership.handOver(key, () -> open(readable, range, key, command)));
  }

  private Uni<Result> open(
      ReadableObject readable, Optional<ByteRange> range, DataKey key, Command command) {
    ObjectVersion object = readable.object();
    ByteRange wanted = range.orElse(new ByteRange(0, object.size()));
    ObjectView view = view(readable.found(), range, command, Optional.of(key));
    return opener.content(readable, key, wanted).map(content -> new Result(view, content));
  }

  /**
   * @param key when there is one; without, a sealed checksum is left out
   */
  static ObjectView view(
      FoundObject found, Optional<ByteRange> range, Command command, Optional<DataKey> key) {
    ObjectVersion object = found.object();
    OptionalInt partCount =
        command.selection() instanceof Selection.Part && !object.parts().isEmpty()
            ? OptionalInt.of(object.parts().size())
            : OptionalInt.empty();
    return new ObjectView(
        object,
        found.versioning(),
        EncryptionEcho.of(object.encryption(), command.customerKey()),
        range,
        command.checksumMode()
            ? ReadChecksums.of(object, range, command.selection(), key)
            : Optional.empty(),
        partCount,
        found.expiry());
  }
}
