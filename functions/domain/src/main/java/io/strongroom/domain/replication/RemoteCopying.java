package io.strongroom.domain.replication;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.port.RemoteBuckets.Copy;
import io.strongroom.domain.port.RemoteBuckets.Method;
import io.strongroom.domain.port.RemoteBuckets.RemoteBucket;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReplicationRule.Destination;
import java.util.Optional;

/** Copies to buckets of other servers, by the operator's credentials. */
final class RemoteCopying implements Copying {

  private static final String CREATED = "ObjectCreated:";

  private final RemoteBuckets targets;
  private final SourceContent content;
  private final Workers workers;

  RemoteCopying(RemoteBuckets targets, SourceContent content, Workers workers) {
    this.targets = targets;
    this.content = content;
    this.workers = workers;
  }

  private RemoteBucket target(Errand errand) {
    return targets
        .find(errand.rule().destination().arn(), errand.source().owner())
        .orElseThrow(() -> new NotNow("the operator has set up no such target"));
  }

  @Override
  public Uni<Void> copy(Errand errand, ReadableObject object) {
    RemoteBucket target = target(errand);
    ObjectVersion source = object.object();
    ObjectKey key = source.ref().key();
    return there(errand, target, source)
        .chain(
            id ->
                id.isPresent()
                    ? workers.call(
                        () -> {
                          target.setMarks(key, id.get(), source.marks());
                          return null;
                        })
                    : put(errand, object, target));
  }

  /** Only what was tried before, or is about a copy that was made, can be there. */
  private Uni<Optional<String>> there(Errand errand, RemoteBucket target, ObjectVersion source) {
    boolean first = errand.piece().attempts() == 1 && errand.piece().event().startsWith(CREATED);
    return first
        ? Uni.createFrom().item(Optional.empty())
        : workers.call(() -> target.find(source.ref().key(), source.version()));
  }

  private Uni<Void> put(Errand errand, ReadableObject object, RemoteBucket target) {
    Copy copy = copyOf(object.object(), errand.rule().destination());
    return Ownership.using(
        content.open(object, errand.caller()),
        plaintext ->
            workers.call(
                () -> {
                  target.put(copy, plaintext.body().stream(), plaintext.length());
                  return null;
                }));
  }

  private static Copy copyOf(ObjectVersion source, Destination destination) {
    ObjectMetadata metadata = source.metadata();
    Method method =
        switch (source.encryption()) {
          case EncryptionDescription.Unencrypted _ -> Method.NONE;
          case EncryptionDescription.ServiceManaged _ -> Method.SERVICE;
          case EncryptionDescription.KmsManaged _ -> Method.KMS;
          case EncryptionDescription.CustomerProvided _ ->
              throw new IllegalArgumentException("nobody here has the customer's key");
        };
    return new Copy(
        source.ref().key(),
        source.version(),
        new ObjectMetadata(
            metadata.system(),
            metadata.user(),
            destination.storageClass().or(metadata::storageClass),
            metadata.marks()),
        method,
        method == Method.KMS ? destination.key() : Optional.empty());
  }

  @Override
  public Uni<Void> mark(Errand errand, DeleteMarker marker) {
    RemoteBucket target = target(errand);
    return workers.call(
        () -> {
          target.delete(marker.versionRef().object().key());
          return null;
        });
  }
}
