package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.SealedManifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts bytes behind an object: they become one more stream under its data key, with a salt and a
 * blob of their own, and the manifest that names it is authenticated anew. The record is exchanged
 * only while it is the one that was read, so of two who append at once one is refused.
 */
public final class AppendSealer {

  /** OBS: all pieces together. */
  private static final long MAX_BYTES = 5L << 30;

  /** OBS, and SPEC MAN-1. */
  private static final int MAX_PIECES = 10_000;

  private final BodySealer sealer;
  private final Objects objects;
  private final InstantSource clock;

  /**
   * @param sealer one that makes a blob of every body
   */
  public AppendSealer(BodySealer sealer, Objects objects, InstantSource clock) {
    this.sealer = sealer;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * Does not close {@code key}. Gives the object as it is then.
   *
   * @param key the data key of {@code object}
   */
  public Uni<ObjectVersion> append(
      ObjectVersion object, RequestBody body, DataKey key, WriteRules rules) {
    List<PartManifest.Part> parts = parts(object, key);
    if (parts.size() >= MAX_PIECES) {
      throw new ObjectStoreException(new AppendError.ObjectNotAppendable(object.ref().key()));
    }
    requireSize(object.size() + body.length().orElse(0));
    return sealer
        .seal(body, key, rules.etagSource(object.encryption()))
        .chain(
            piece ->
                sealer.discardUnlessPublished(
                    piece, exchange(object, extended(object, parts, piece, key), piece)));
  }

  private Uni<ObjectVersion> exchange(
      ObjectVersion object, ObjectVersion extended, SealedBody piece) {
    return objects
        .extend(extended, object.manifest(), piece.blobId())
        .map(
            done -> {
              if (!done) {
                throw new ObjectStoreException(
                    new AppendError.WrongPosition(object.ref().key(), object.size()));
              }
              return extended;
            });
  }

  private ObjectVersion extended(
      ObjectVersion object, List<PartManifest.Part> parts, SealedBody piece, DataKey key) {
    requireSize(object.size() + piece.size());
    List<PartManifest.Part> longer = new ArrayList<>(parts);
    longer.add(
        new PartManifest.Part(
            parts.getLast().number() + 1, piece.blobId(), piece.size(), piece.commitment()));
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      byte[] manifest = new PartManifest(key.suite(), longer).encode(metadataKey);
      return object.longer(
          new Content(
              object.size() + piece.size(),
              together(object.etag(), piece.etag()),
              Instant.ofEpochMilli(clock.millis()),
              SealedManifest.of(manifest)));
    }
  }

  /** Over every piece, in order: another one after each append. */
  private static ETag together(ETag before, ETag added) {
    MessageDigest md5 = ETagDigest.md5();
    md5.update(before.value().getBytes(StandardCharsets.UTF_8));
    return ETag.ofDigest(md5.digest(added.value().getBytes(StandardCharsets.UTF_8)));
  }

  private static void requireSize(long size) {
    if (size > MAX_BYTES) {
      throw new ObjectStoreException(new RequestError.EntityTooLarge(MAX_BYTES));
    }
  }

  private static List<PartManifest.Part> parts(ObjectVersion object, DataKey key) {
    try (MetadataKey metadataKey = MetadataKey.of(key)) {
      return PartManifest.decode(object.manifest().bytes(), metadataKey).parts();
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(Damage.of(damaged).at(object.versionRef()), damaged);
    }
  }
}
