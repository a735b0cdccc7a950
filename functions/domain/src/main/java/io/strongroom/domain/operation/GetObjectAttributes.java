package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.StoredChecksum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GetObjectAttributes: what a reader names of an object, and nothing else. Needs no KMS, unless
 * checksums are wanted that are sealed. A customer key is always needed, and checked.
 *
 * <p>Source: S3 API reference, "GetObjectAttributes".
 */
public final class GetObjectAttributes {

  private final AuthorizedBuckets buckets;
  private final StoredObjects objects;
  private final ObjectOpener opener;

  public GetObjectAttributes(
      AuthorizedBuckets buckets, StoredObjects objects, ObjectOpener opener) {
    this.buckets = buckets;
    this.objects = objects;
    this.opener = opener;
  }

  /** What can be asked for. */
  public enum Attribute {
    ETAG,
    CHECKSUM,
    OBJECT_PARTS,
    STORAGE_CLASS,
    OBJECT_SIZE
  }

  /**
   * Which parts are wanted.
   *
   * @param marker part number after which to start
   * @param limit 0 to 1,000
   */
  public record PartsWanted(int marker, int limit) {}

  public record Command(
      Caller caller,
      Wanted wanted,
      Optional<CustomerKey> customerKey,
      Set<Attribute> attributes,
      PartsWanted parts)
      implements BringsKeys {

    public Command {
      attributes = Set.copyOf(attributes);
    }

    @Override
    public Stream<CustomerKey> customerKeys() {
      return customerKey.stream();
    }
  }

  /**
   * @param wanted what was asked for
   * @param checksum of the whole object, when asked for and known
   * @param parts when asked for, of an object that was made of parts
   */
  public record Result(
      ObjectVersion object,
      Versioning versioning,
      Set<Attribute> wanted,
      Optional<ObjectChecksum> checksum,
      Optional<Parts> parts) {}

  /**
   * @param page only where each part has a checksum of its own: the object's is made of them
   */
  public record Parts(int total, Optional<Page> page) {}

  public record Page(PartsWanted asked, List<Part> parts, boolean truncated) {

    public Page {
      parts = List.copyOf(parts);
    }
  }

  /**
   * @param size plaintext bytes
   */
  public record Part(int number, long size, Optional<ObjectChecksum> checksum) {}

  /** S3: who asks has to be allowed to read the object, too. */
  public Uni<Result> execute(Command command) {
    Wanted wanted = command.wanted();
    return buckets
        .find(wanted.bucket())
        .chain(
            bucket ->
                buckets.require(
                    command.caller(),
                    Action.GET_OBJECT,
                    wanted,
                    AccessConditions.none(),
                    Optional.of(bucket)))
        .chain(bucket -> objects.get(command.caller(), Action.GET_OBJECT_ATTRIBUTES, wanted))
        .chain(found -> describe(command, found));
  }

  private Uni<Result> describe(Command command, FoundObject found) {
    ObjectVersion object = found.object();
    StoredObjects.requireFittingKey(object, command.customerKey());
    if (!needsKey(command, object)) {
      return Uni.createFrom().item(result(command, found, Checksums.inTheClear()));
    }
    return Ownership.using(
        opener.dataKey(object, command.customerKey(), command.caller()),
        key -> Uni.createFrom().item(result(command, found, Checksums.openedWith(key))));
  }

  private static boolean needsKey(Command command, ObjectVersion object) {
    boolean checksumsWanted =
        command.attributes().contains(Attribute.CHECKSUM)
            || (command.attributes().contains(Attribute.OBJECT_PARTS) && !object.parts().isEmpty());
    return object.encryption() instanceof EncryptionDescription.CustomerProvided
        || (checksumsWanted
            && object.checksum().filter(StoredChecksum.Sealed.class::isInstance).isPresent());
  }

  private static Result result(Command command, FoundObject found, Checksums checksums) {
    ObjectVersion object = found.object();
    Optional<ObjectChecksum> whole = checksums.of(object.checksum());
    return new Result(
        object,
        found.versioning(),
        command.attributes(),
        whole.filter(known -> command.attributes().contains(Attribute.CHECKSUM)),
        command.attributes().contains(Attribute.OBJECT_PARTS) && !object.parts().isEmpty()
            ? Optional.of(parts(command.parts(), object, whole, checksums))
            : Optional.empty());
  }

  private static Parts parts(
      PartsWanted asked,
      ObjectVersion object,
      Optional<ObjectChecksum> whole,
      Checksums checksums) {
    return new Parts(
        object.parts().size(),
        whole
            .filter(checksum -> checksum.type() == ObjectChecksum.Type.COMPOSITE)
            .map(composite -> page(asked, object.parts(), checksums)));
  }

  private static Page page(PartsWanted asked, List<ObjectPart> all, Checksums checksums) {
    List<ObjectPart> after = all.stream().filter(part -> part.number() > asked.marker()).toList();
    List<Part> shown =
        after.stream()
            .limit(asked.limit())
            .map(part -> new Part(part.number(), part.size(), checksums.of(part.checksum())))
            .toList();
    return new Page(asked, shown, !shown.isEmpty() && shown.size() < after.size());
  }

  /** Opens stored checksums, as far as it can. */
  @FunctionalInterface
  private interface Checksums {

    Optional<ObjectChecksum> of(Optional<StoredChecksum> stored);

    static Checksums inTheClear() {
      return stored ->
          stored
              .filter(StoredChecksum.Clear.class::isInstance)
              .map(clear -> ((StoredChecksum.Clear) clear).checksum());
    }

    static Checksums openedWith(DataKey key) {
      return stored -> ObjectOpener.checksum(stored, key);
    }
  }
}
