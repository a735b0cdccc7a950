package io.strongroom.domain.replication;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.content.BodySealer;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReplicationRule.Destination;
import io.strongroom.domain.record.Version;
import java.util.Optional;

/**
 * Copies to buckets of this server. A copy is sealed under a data key of its own, has the version
 * id and the time of its source, and its entity tag too where both say what the bytes are.
 */
final class LocalCopying implements Copying {

  private final Assembly parts;
  private final Authorizer authorizer;
  private final Replicas replicas;
  private final SealingKeys keys;
  private final ObjectWriter writer;
  private final SourceContent content;
  private final WriteRules rules;

  LocalCopying(Assembly parts, Replicas replicas, SourceContent content, WriteRules rules) {
    this.parts = parts;
    this.authorizer = parts.authorizer();
    this.replicas = replicas;
    this.keys = parts.sealingKeys();
    this.writer = parts.writer();
    this.content = content;
    this.rules = rules;
  }

  @Override
  public Uni<Void> copy(Errand errand, ReadableObject object) {
    return destination(errand, Action.REPLICATE_OBJECT)
        .chain(
            bucket -> {
              VersionRef copy = copy(object.object().versionRef(), bucket);
              requireLockable(object.object(), bucket);
              return parts
                  .storage()
                  .objects()
                  .locate(new Wanted(copy.object(), Optional.of(copy.version())))
                  .chain(
                      located ->
                          located.found().isEmpty()
                              ? make(errand, object, bucket)
                              : bringUpToDate(errand, object.object(), located.found().get()));
            });
  }

  @Override
  public Uni<Void> mark(Errand errand, DeleteMarker marker) {
    return destination(errand, Action.REPLICATE_DELETE)
        .chain(
            bucket ->
                replicas.mark(
                    copy(marker.versionRef(), bucket),
                    errand.piece().version().object().bucket(),
                    marker.lastModified()))
        .invoke(LocalCopying::requireThere)
        .replaceWithVoid();
  }

  private static VersionRef copy(VersionRef source, Bucket into) {
    return new VersionRef(new ObjectRef(into.name(), source.object().key()), source.version());
  }

  /** The bucket, in which the role may do so. */
  private Uni<Bucket> destination(Errand errand, Action action) {
    return parts
        .storage()
        .buckets()
        .find(errand.rule().destination().local().orElseThrow())
        .map(found -> found.orElseThrow(() -> new NotNow("the destination is not there")))
        .invoke(bucket -> requireFit(bucket, errand.rule().destination()))
        .call(
            bucket ->
                authorizer.require(
                    new AccessRequest(
                        errand.caller(),
                        action,
                        new Resource.OfObject(
                            bucket, errand.piece().version().object().key(), Optional.empty()),
                        AccessConditions.none())));
  }

  private static void requireFit(Bucket bucket, Destination destination) {
    requireThere(bucket.versioning() == Versioning.ENABLED);
    if (destination.account().filter(account -> !account.equals(bucket.owner())).isPresent()) {
      throw new NotNow("the destination is another account's");
    }
  }

  private static void requireThere(boolean keeps) {
    if (!keeps) {
      throw new NotNow("the destination keeps no versions");
    }
  }

  private static void requireLockable(ObjectVersion source, Bucket bucket) {
    if (!source.marks().lock().equals(ObjectLock.none()) && bucket.settings().lock().isEmpty()) {
      throw new NotNow("the destination does not lock what is locked");
    }
  }

  /** What was made before may be the work of one who was killed before it could say so. */
  private Uni<Void> bringUpToDate(Errand errand, ObjectVersion source, Version copy) {
    return copy.object()
            .filter(
                there ->
                    !there.marks().tags().equals(source.marks().tags())
                        || !there.marks().lock().equals(source.marks().lock()))
            .isEmpty()
        ? Uni.createFrom().voidItem()
        : destination(errand, Action.REPLICATE_TAGS)
            .chain(bucket -> replicas.setMarks(copy.versionRef(), source.marks()))
            .replaceWithVoid();
  }

  private Uni<Void> make(Errand errand, ReadableObject object, Bucket bucket) {
    ObjectVersion source = object.object();
    if (source.size() > BodySealer.MAX_BODY_BYTES) {
      throw new Hopeless("larger than 5 GiB");
    }
    ReplicaEncryption wanted =
        ReplicaEncryption.of(source.encryption(), errand.rule().destination(), bucket, rules);
    ObjectRef ref = new ObjectRef(bucket.name(), source.ref().key());
    SealingKeys.Wish wish =
        new SealingKeys.Wish(wanted.request(), ref, wanted.rules(), errand.caller());
    return Ownership.using(
            content.open(object, errand.caller()),
            plaintext ->
                Ownership.using(
                    keys.fresh(wish, bucket),
                    fresh -> seal(errand, source, plaintext, fresh, wish)))
        .replaceWithVoid();
  }

  private Uni<Void> seal(
      Errand errand,
      ObjectVersion source,
      SourceContent.Plaintext plaintext,
      FreshEnvelope fresh,
      SealingKeys.Wish wish) {
    ObjectWriter.Target target =
        new ObjectWriter.Target(
            wish.ref(),
            metadata(source, errand.rule().destination()),
            new WriteCondition.Always(),
            wish.rules());
    boolean sameTag =
        wish.rules().etagSource(source.encryption()) == ETagSource.PLAINTEXT_MD5
            && wish.rules().etagSource(fresh.description()) == ETagSource.PLAINTEXT_MD5;
    return writer
        .write(
            plaintext.body(),
            fresh,
            target,
            (object, bytes) ->
                replicas.put(
                    ofSource(object, source, sameTag),
                    source.version(),
                    errand.piece().version().object().bucket(),
                    bytes))
        .replaceWithVoid();
  }

  private static ObjectMetadata metadata(ObjectVersion source, Destination destination) {
    ObjectMetadata metadata = source.metadata();
    return new ObjectMetadata(
        metadata.system(),
        metadata.user(),
        destination.storageClass().or(metadata::storageClass),
        metadata.marks());
  }

  private static NewObject ofSource(NewObject copy, ObjectVersion source, boolean sameTag) {
    Content made = copy.content();
    return copy.with(
        new Content(
            made.size(),
            sameTag ? source.etag() : made.etag(),
            source.lastModified(),
            made.manifest()));
  }
}
