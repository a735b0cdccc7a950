package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Has work done on many versions, or counts only what would be done. Whoever asks needs the
 * permission for that, and the job works with their rights at the KMS. Thread-safe.
 */
public final class CreateJob {

  /** The permission that it needs. */
  public static final String ACTION = "strongroom:CreateJob";

  private final Jobs jobs;
  private final Buckets buckets;
  private final KeyNames names;
  private final ServiceKeys serviceKeys;
  private final ServiceRights rights;
  private final InstantSource clock;

  public CreateJob(Parts parts, KeyNames names, ServiceKeys serviceKeys, InstantSource clock) {
    this.jobs = parts.jobs();
    this.buckets = parts.buckets();
    this.rights = parts.rights();
    this.names = names;
    this.serviceKeys = serviceKeys;
    this.clock = clock;
  }

  /** What every operation on jobs is made of. */
  public record Parts(Jobs jobs, Buckets buckets, ServiceRights rights) {}

  /** What is to be done. */
  public enum Kind {
    REWRAP,
    ENCRYPT,
    VERIFY
  }

  /**
   * Keys of a KMS, as its users name them.
   *
   * @param from that wraps what is selected; empty for any
   * @param to under which versions are to be moved; empty for the service's own key
   */
  public record Keys(Optional<KeyName> from, Optional<KeyName> to, Optional<Boolean> bucketKey) {}

  /**
   * @param selection of any key: {@code keys} names it
   * @param dryRun whether to count only
   */
  public record Command(
      Caller caller, Kind kind, JobSelection selection, Keys keys, boolean dryRun) {}

  /**
   * Fails with AccessDenied, NoSuchBucket, KmsFailed or ImpossibleJob.
   *
   * @return the job as it begins; that of a dry run has no id
   */
  public Uni<Job> execute(Command command) {
    return Uni.createFrom()
        .deferred(
            () -> {
              rights.require(command.caller(), ACTION);
              return requireOwn(command.selection().bucket(), command.caller());
            })
        .chain(() -> selection(command))
        .chain(
            selection -> task(command, selection).chain(task -> create(command, selection, task)));
  }

  private Uni<Void> requireOwn(Optional<BucketName> bucket, Caller caller) {
    return bucket.isEmpty()
        ? Uni.createFrom().voidItem()
        : buckets
            .find(bucket.get())
            .invoke(
                found -> {
                  if (found.isEmpty()) {
                    throw new ObjectStoreException(new RequestError.NoSuchBucket(bucket.get()));
                  }
                  if (!found.get().owner().equals(caller.account())) {
                    throw new ObjectStoreException(
                        new RequestError.AccessDenied("The bucket is another account's."));
                  }
                })
            .replaceWithVoid();
  }

  private Uni<JobSelection> selection(Command command) {
    JobSelection given = command.selection();
    JobSelection.Traits traits =
        command.kind() == Kind.ENCRYPT
            ? new JobSelection.Traits(
                Optional.of(unasked(given.traits().mode())),
                given.traits().cipher(),
                given.traits().writtenBefore())
            : given.traits();
    Optional<KeyName> from = command.keys().from();
    Uni<Optional<KmsKeyId>> key =
        from.isEmpty()
            ? Uni.createFrom().item(Optional.empty())
            : names.canonical(from.get(), command.caller()).map(Optional::of);
    return key.map(name -> new JobSelection(name, given.bucket(), given.prefix(), traits));
  }

  private static EncryptionMode unasked(Optional<EncryptionMode> given) {
    if (given.filter(mode -> mode != EncryptionMode.NONE).isPresent()) {
      throw impossible("Only what nobody asked to encrypt can be encrypted so: the mode is none.");
    }
    return EncryptionMode.NONE;
  }

  private Uni<JobTask> task(Command command, JobSelection selection) {
    return switch (command.kind()) {
      case VERIFY -> {
        if (command.keys().to().isPresent() || command.keys().bucketKey().isPresent()) {
          throw impossible("A verification moves nothing: it takes no key to move to.");
        }
        yield Uni.createFrom().item(new JobTask.Verify());
      }
      case REWRAP -> target(command, selection).map(JobTask.Rewrap::new);
      case ENCRYPT -> target(command, selection).map(JobTask.Encrypt::new);
    };
  }

  private Uni<JobTask.Target> target(Command command, JobSelection selection) {
    Keys keys = command.keys();
    KeyName wanted = keys.to().orElse(serviceKeys.service());
    return names
        .usable(wanted, command.caller())
        .map(
            key -> {
              if (command.kind() == Kind.REWRAP && selection.key().equals(Optional.of(key))) {
                throw impossible("What is to be moved is under that key already.");
              }
              return keys.to().isPresent()
                  ? new JobTask.Target.KmsKey(key, keys.bucketKey())
                  : new JobTask.Target.ServiceKey(key);
            });
  }

  private Uni<Job> create(Command command, JobSelection selection, JobTask task) {
    Job.Maker maker = maker(command.caller());
    return new Estimation(jobs, maker.account(), selection)
        .of(task)
        .map(
            estimate ->
                new Job(
                    command.dryRun() ? "" : id(),
                    selection,
                    task,
                    maker,
                    estimate,
                    new Job.Course(
                        Job.State.ACTIVE,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "")))
        .call(job -> command.dryRun() ? Uni.createFrom().voidItem() : jobs.create(job));
  }

  /** Temporary keys end before a job may. */
  private static Job.Maker maker(Caller caller) {
    if (caller.identity().profile().tokenIssued().isPresent()) {
      throw impossible("A job lasts longer than a session: it is made with a permanent key.");
    }
    return new Job.Maker(
        caller.account(),
        caller.principal(),
        caller
            .facts()
            .signing()
            .map(CallFacts.Signing::accessKeyId)
            .orElseThrow(() -> impossible("A job is made by whoever signs.")));
  }

  private static String id() {
    return "job-" + UUID.randomUUID().toString().replace("-", "");
  }

  private static ObjectStoreException impossible(String detail) {
    return new ObjectStoreException(new JobError.ImpossibleJob(detail));
  }
}
