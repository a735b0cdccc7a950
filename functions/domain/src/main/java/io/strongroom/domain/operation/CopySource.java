package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.BodySealer;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import java.util.Optional;

/** The source side of CopyObject and UploadPartCopy. */
public final class CopySource {

  private final StoredObjects objects;
  private final ObjectOpener opener;

  public CopySource(StoredObjects objects, ObjectOpener opener) {
    this.objects = objects;
    this.opener = opener;
  }

  /** The source's record, its conditions and the fit of its customer key checked. */
  Uni<ReadableObject> find(Caller caller, CopyObject.Source source) {
    return objects
        .getToRead(caller.atSource(), Action.GET_OBJECT, source.wanted())
        .onFailure()
        .transform(CopySource::ofSource)
        .invoke(
            readable -> {
              ObjectVersion object = readable.object();
              Conditions.requireForCopy(source.conditions(), object);
              StoredObjects.requireFittingKey(object, source.customerKey());
            });
  }

  /** For a part: as {@link #find}, with the range checked. */
  public Uni<Plaintext> open(Caller caller, CopyObject.Source source, Optional<ByteRange> range) {
    return find(caller, source)
        .chain(
            readable -> open(caller, source, readable, checked(range, readable.object().size())));
  }

  private static Throwable ofSource(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        ? ofSource(refused.error()).map(ObjectStoreException::new).orElse(refused)
        : failure;
  }

  /** S3: a marker that is named is no source; one that is current means that there is none. */
  private static Optional<RequestError> ofSource(RequestError error) {
    if (error instanceof VersionError.VersionIsDeleteMarker) {
      return Optional.of(new CopyError.SourceIsDeleteMarker());
    }
    return error instanceof ArchiveError.NotRestored(String storageClass)
        ? Optional.of(new ArchiveError.SourceNotRestored(storageClass))
        : Optional.empty();
  }

  /** The receiver closes what it gets. */
  Uni<Plaintext> open(
      Caller caller, CopyObject.Source source, ReadableObject readable, ByteRange range) {
    if (range.length() > BodySealer.MAX_BODY_BYTES) {
      throw new ObjectStoreException(new CopyError.SourceTooLarge(BodySealer.MAX_BODY_BYTES));
    }
    return Ownership.deliver(
        opener
            .dataKey(readable.object(), source.customerKey(), caller)
            .chain(key -> Ownership.handOver(key, () -> openWith(key, readable, range))));
  }

  private Uni<Plaintext> openWith(DataKey key, ReadableObject readable, ByteRange range) {
    Optional<ObjectChecksum> checksum = ObjectOpener.checksum(readable.object().checksum(), key);
    return opener
        .content(readable, key, range)
        .map(
            content ->
                new Plaintext(
                    content, range.length(), checksum, CopyObject.sourceVersion(readable)));
  }

  private static ByteRange checked(Optional<ByteRange> range, long size) {
    ByteRange wanted = range.orElse(new ByteRange(0, size));
    if (wanted.last() >= size) {
      throw new ObjectStoreException(new CopyError.InvalidCopyRange(wanted, size));
    }
    return wanted;
  }

  /**
   * Opened source bytes; the receiver closes them.
   *
   * @param checksum of the whole source
   * @param version of the source, if it has an id
   */
  public record Plaintext(
      ObjectContent content,
      long length,
      Optional<ObjectChecksum> checksum,
      Optional<VersionId> version)
      implements AutoCloseable {

    /** As the body of a new object or part. */
    public RequestBody body() {
      return new ContentBody(content, length);
    }

    @Override
    public void close() {
      content.close();
    }
  }
}
