package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallFacts.Said;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.BucketSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CreateBucket. */
public final class CreateBucket {

  private static final Set<Said> ACCESS =
      EnumSet.of(
          Said.ACL,
          Said.GRANT_FULL_CONTROL,
          Said.GRANT_READ,
          Said.GRANT_READ_ACP,
          Said.GRANT_WRITE,
          Said.GRANT_WRITE_ACP);

  private final Authorizer authorizer;
  private final Buckets buckets;
  private final DefaultKeys keys;
  private final NewBuckets made;
  private final InstantSource clock;

  /**
   * What all new buckets have.
   *
   * @param region where they are
   * @param access who may use them
   */
  public record NewBuckets(Region region, BucketAccess access) {}

  public CreateBucket(
      Authorizer authorizer,
      Buckets buckets,
      DefaultKeys keys,
      NewBuckets made,
      InstantSource clock) {
    this.authorizer = authorizer;
    this.buckets = buckets;
    this.keys = keys;
    this.made = made;
    this.clock = clock;
  }

  /**
   * @param encryption default encryption set at creation (OBS)
   * @param settings set at creation. Tags among them make creating a bucket that one owns a
   *     conflict, and so does a lock that it has not
   * @param idempotent whether creating a bucket one owns already is a success (OBS, and S3 in
   *     us-east-1) or BucketAlreadyOwnedByYou. It never is when it asks for another default
   *     encryption than the bucket has
   * @param location as the request names it, if it does
   */
  public record Command(
      Caller caller,
      BucketName name,
      Optional<EncryptionConfiguration> encryption,
      BucketSettings settings,
      boolean idempotent,
      Optional<String> location) {

    /** Of a request that names no location. */
    public Command(
        Caller caller,
        BucketName name,
        Optional<EncryptionConfiguration> encryption,
        BucketSettings settings,
        boolean idempotent) {
      this(caller, name, encryption, settings, idempotent, Optional.empty());
    }
  }

  /**
   * Fails with AccessDenied, BucketAlreadyOwnedByYou or BucketAlreadyExists, and for its default
   * encryption as {@link DefaultKeys#require}.
   */
  public Uni<Void> execute(Command command) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    Bucket wanted =
        new Bucket(
                command.name(),
                command.caller().account(),
                made.region(),
                now,
                command.encryption())
            .with(made.access())
            .with(command.settings());
    return requireAll(command, actions(command))
        .chain(() -> requireDefaultKey(command))
        .chain(() -> buckets.createIfAbsent(wanted))
        .invoke(stored -> requireOurs(stored, wanted, command.idempotent()))
        .replaceWithVoid();
  }

  private Uni<Void> requireAll(Command command, List<Action> actions) {
    Resource.NewBucket bucket = new Resource.NewBucket(command.name());
    Uni<Void> asked = authorizer.require(request(command, actions.getFirst(), bucket));
    for (Action next : actions.subList(1, actions.size())) {
      asked = asked.chain(() -> authorizer.require(request(command, next, bucket)));
    }
    return asked;
  }

  private static AccessRequest request(Command command, Action action, Resource bucket) {
    AccessConditions said =
        command
            .location()
            .map(place -> AccessConditions.none().with(Fact.LOCATION, place))
            .orElseGet(AccessConditions::none);
    return new AccessRequest(command.caller(), action, bucket, said);
  }

  /** S3: what is set at creation takes the permissions that it takes afterwards. */
  private static List<Action> actions(Command command) {
    List<Action> needed = new ArrayList<>(List.of(Action.CREATE_BUCKET));
    Set<Said> said = command.caller().facts().said().keySet();
    if (said.stream().anyMatch(ACCESS::contains)) {
      needed.add(Action.PUT_BUCKET_ACL);
    }
    if (said.contains(Said.OBJECT_OWNERSHIP)) {
      needed.add(Action.PUT_BUCKET_OWNERSHIP_CONTROLS);
    }
    if (command.settings().lock().isPresent()) {
      needed.add(Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION);
      needed.add(Action.PUT_BUCKET_VERSIONING);
    }
    if (!command.settings().tags().isEmpty()) {
      needed.add(Action.PUT_BUCKET_TAGGING);
    }
    if (command.encryption().isPresent()) {
      needed.add(Action.PUT_ENCRYPTION_CONFIGURATION);
    }
    return needed;
  }

  private Uni<Void> requireDefaultKey(Command command) {
    return command
        .encryption()
        .map(configuration -> keys.require(configuration, UnknownKey.REFUSED, command.caller()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static void requireOurs(Bucket stored, Bucket wanted, boolean idempotent) {
    if (!stored.owner().equals(wanted.owner())) {
      throw new ObjectStoreException(new RequestError.BucketAlreadyExists(stored.name()));
    }
    // S3: tags are a conflict whichever they are.
    boolean changes =
        !wanted.settings().tags().isEmpty()
            || (wanted.settings().lock().isPresent() && stored.settings().lock().isEmpty())
            || (wanted.encryption().isPresent()
                && !wanted.encryption().equals(stored.encryption()));
    if (!stored.revision().equals(wanted.revision()) && (changes || !idempotent)) {
      throw new ObjectStoreException(new RequestError.BucketAlreadyOwnedByYou(stored.name()));
    }
  }
}
