package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals a stored version again under a new data key: each of its streams becomes a new one, so that
 * parts, their sizes and their checksums stay. Version id, time, metadata and marks stay as well.
 * So does an entity tag that is the MD5 of the plaintext; any other one promised nothing about the
 * bytes, or told about sealed ones that are gone, and is made anew. Thread-safe.
 */
public final class Resealer {

  private final Envelopes envelopes;
  private final ObjectOpener opener;
  private final BodySealer sealer;
  private final Workers workers;

  public Resealer(Envelopes envelopes, ObjectOpener opener, BodySealer sealer, Workers workers) {
    this.envelopes = envelopes;
    this.opener = opener;
    this.sealer = sealer;
    this.workers = workers;
  }

  /**
   * Reads and seals all of a version that no customer key is needed for. What it wrote is durable
   * when the Uni completes, and nobody's until a record names it: see {@link #discard}.
   */
  public Uni<JobItem.Change> reseal(
      ReadableObject readable, EncryptionSettings settings, Caller caller) {
    ObjectVersion object = readable.object();
    return opener
        .dataKey(object, Optional.empty(), caller)
        .chain(key -> Ownership.handOver(key, () -> opened(readable, key)))
        .chain(
            opened ->
                Ownership.using(
                    Ownership.handOver(
                        opened.content(), () -> fresh(opened, settings, object, caller)),
                    both -> workers.call(() -> both.seal(object))));
  }

  private Uni<Opened> opened(ReadableObject readable, DataKey key) {
    ObjectVersion object = readable.object();
    List<PartManifest.Part> parts;
    Checksums checksums;
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      parts = PartManifest.decode(object.manifest().bytes(), metadataKey).parts();
      checksums = Checksums.of(object, metadataKey);
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(Damage.of(damaged).at(object.versionRef()), damaged);
    }
    return opener
        .content(readable, key, new ByteRange(0, object.size()))
        .map(content -> new Opened(content, parts, checksums));
  }

  private record Opened(
      ObjectContent content, List<PartManifest.Part> parts, Checksums checksums) {}

  private Uni<Both> fresh(
      Opened opened, EncryptionSettings settings, ObjectVersion object, Caller caller) {
    return envelopes
        .create(settings, object.ref(), caller)
        .map(envelope -> new Both(opened, envelope));
  }

  /** The content as it was opened, and the key that it is to be under. Owns both. */
  private final class Both implements AutoCloseable {

    private final Opened from;
    private final FreshEnvelope to;
    private final List<SealedBody> written = new ArrayList<>();

    Both(Opened from, FreshEnvelope to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void close() {
      try (to) {
        from.content().close();
      }
    }

    JobItem.Change seal(ObjectVersion object) throws IOException {
      try {
        // Several streams are blobs always: bytes rest beside records that name one.
        boolean inline = from.parts().size() == 1;
        for (PartManifest.Part part : from.parts()) {
          StretchBody body = new StretchBody(from.content(), part.plaintextLength());
          written.add(
              inline
                  ? sealer.sealNow(body, to.dataKey(), ETagSource.PLAINTEXT_MD5)
                  : sealer.sealBlobNow(body, to.dataKey(), ETagSource.PLAINTEXT_MD5));
        }
        return change(object);
      } catch (IOException | RuntimeException failure) {
        discardNow(
            written.stream()
                .filter(body -> body.bytes().isEmpty())
                .map(SealedBody::blobId)
                .toList());
        throw failure;
      }
    }

    private JobItem.Change change(ObjectVersion object) {
      try (MetadataKey metadataKey = MetadataKey.of(to.dataKey())) {
        Content content =
            new Content(
                object.size(),
                ResealedTag.of(object.etag(), written.stream().map(SealedBody::etag).toList()),
                object.lastModified(),
                SealedManifest.of(manifest().encode(metadataKey)));
        ObjectVersion changed =
            new ObjectVersion(
                object.versionRef(),
                content,
                from.checksums().sealing(to, object, metadataKey),
                object.metadata());
        return new JobItem.Change(
            changed, written.stream().map(SealedBody::blobId).toList(), bytes());
      }
    }

    private Optional<SealedBytes> bytes() {
      return written.size() == 1 ? written.getFirst().bytes() : Optional.empty();
    }

    private PartManifest manifest() {
      List<PartManifest.Part> parts = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        SealedBody body = written.get(i);
        parts.add(
            new PartManifest.Part(
                from.parts().get(i).number(), body.blobId(), body.size(), body.commitment()));
      }
      return new PartManifest(to.dataKey().suite(), parts);
    }
  }

  /** Removes blobs that no record will name. One that cannot be removed is left to the sweep. */
  public Uni<Void> discard(Collection<UUID> blobs) {
    return blobs.isEmpty()
        ? Uni.createFrom().voidItem()
        : workers.call(
            () -> {
              discardNow(blobs);
              return null;
            });
  }

  private void discardNow(Collection<UUID> blobs) {
    blobs.forEach(sealer::discardNow);
  }
}
