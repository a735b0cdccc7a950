package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.WrappedObject;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.StoredChecksum;
import java.io.IOException;
import java.util.Optional;

/** From a stored record to plaintext: unwraps the data key, verifies the manifest, opens blobs. */
public final class ObjectOpener {

  /** So much is opened in less time than another thread needs to begin. */
  private static final long OPENED_AT_ONCE = 16 * 1024;

  private final Envelopes envelopes;
  private final BlobStore blobs;
  private final Workers workers;

  public ObjectOpener(Envelopes envelopes, BlobStore blobs, Workers workers) {
    this.envelopes = envelopes;
    this.blobs = blobs;
    this.workers = workers;
  }

  /** The object's data key; the receiver closes it. Checks transport and the customer key first. */
  public Uni<DataKey> dataKey(ObjectVersion object, Optional<CustomerKey> key, Caller caller) {
    return Uni.createFrom()
        .deferred(
            () -> {
              StoredObjects.requireFittingKey(object, key);
              TransportRule.requireFor(object.encryption(), caller);
              return envelopes.open(WrappedObject.of(object, key), caller);
            })
        .onFailure()
        .transform(failure -> ObjectStoreException.at(object.versionRef(), failure));
  }

  /** Opens {@code range}; takes ownership of {@code key}. */
  public Uni<ObjectContent> content(ReadableObject object, DataKey key, ByteRange range) {
    return Ownership.handOver(
        key,
        () ->
            isAtHand(object)
                ? Uni.createFrom().item(Unchecked.supplier(() -> contentNow(object, key, range)))
                : workers.call(() -> contentNow(object, key, range)));
  }

  private static boolean isAtHand(ReadableObject object) {
    return object.bytes().isPresent() && object.object().size() <= OPENED_AT_ONCE;
  }

  /** The checksum in the clear; does not close {@code key}. */
  public static Optional<ObjectChecksum> checksum(Optional<StoredChecksum> stored, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return stored.map(checksum -> ChecksumVault.load(checksum, metadataKey));
    }
  }

  private ObjectContent contentNow(ReadableObject readable, DataKey key, ByteRange range)
      throws IOException {
    ObjectVersion object = readable.object();
    try {
      return SealedContent.open(
          source(readable), key, manifest(object, key), range, object.versionRef());
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(Damage.of(damaged).at(object.versionRef()), damaged);
    }
  }

  /** Bytes that are not those of the blob that the manifest names do not open. */
  private SealedSource source(ReadableObject readable) {
    return readable
        .bytes()
        .<SealedSource>map(bytes -> (id, stretch) -> bytes.input())
        .orElse(blobs::open);
  }

  private static PartManifest manifest(ObjectVersion object, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      PartManifest manifest = PartManifest.decode(object.manifest().bytes(), metadataKey);
      if (manifest.plaintextLength() != object.size()) {
        throw new CiphertextRejected("object size differs from the part manifest");
      }
      return manifest;
    }
  }
}
