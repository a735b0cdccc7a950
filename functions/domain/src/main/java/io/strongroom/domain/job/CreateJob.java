package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.InventoryFormat;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Has work done on many versions, or counts only what would be done. Whoever asks needs the
 * permission for that, and the job works with their rights at the KMS. Thread-safe.
 */
public final class CreateJob {

  /** The permission that it needs. */
  public static final String ACTION = "strongroom:CreateJob";

  /** The permission that an erasure needs as well, a dry run too. */
  static final String ERASING = "strongroom:EraseObjects";

  private final Jobs jobs;
  private final Buckets buckets;
  private final KeyNames names;
  private final JobTasks tasks;
  private final JobListings listings;
  private final ServiceRights rights;
  private final InstantSource clock;

  public CreateJob(
      Parts parts,
      KeyNames names,
      ServiceKeys serviceKeys,
      JobListings listings,
      InstantSource clock) {
    this.jobs = parts.jobs();
    this.buckets = parts.buckets();
    this.rights = parts.rights();
    this.names = names;
    this.tasks = new JobTasks(names, serviceKeys);
    this.listings = listings;
    this.clock = clock;
  }

  /** What every operation on jobs is made of. */
  public record Parts(Jobs jobs, Buckets buckets, ServiceRights rights) {}

  /** What is to be done. */
  public enum Kind {
    REWRAP,
    ENCRYPT,
    VERIFY,
    RE_ENCRYPT,
    ERASE,
    INVENTORY,
    REPLICATE
  }

  /**
   * Keys of a KMS, as its users name them.
   *
   * @param from that wraps what is selected; empty for any
   * @param to under which versions are to be; empty for the service's own key, or, where data is
   *     sealed again, for the key that each version has
   */
  public record Keys(Optional<KeyName> from, Optional<KeyName> to, Optional<Boolean> bucketKey) {}

  /**
   * What versions are made into.
   *
   * @param cipher of data that is sealed again; empty for the one that each version has
   * @param into where an inventory is written
   */
  public record To(Optional<DataCipher> cipher, Optional<Files> into) {}

  /** Files whose keys begin so. */
  public record Files(BucketName bucket, String prefix, InventoryFormat format) {}

  /**
   * @param selection of any key: {@code keys} names it
   * @param listing an object that lists what is selected
   * @param confirmed what an erasure is said to erase: {@code BUCKET/PREFIX}
   * @param dryRun whether to count only
   */
  public record Command(
      Caller caller,
      Kind kind,
      JobSelection selection,
      Keys keys,
      To to,
      Optional<Wanted> listing,
      Optional<String> confirmed,
      boolean dryRun) {}

  /**
   * Fails with AccessDenied, NoSuchBucket, KmsFailed or ImpossibleJob; with a listing also as a
   * read of it does.
   *
   * @return the job as it begins; that of a dry run has no id
   */
  public Uni<Job> execute(Command command) {
    return Uni.createFrom()
        .deferred(
            () -> {
              rights.require(command.caller(), ACTION);
              if (command.kind() == Kind.ERASE) {
                rights.require(command.caller(), ERASING);
                JobTasks.requireConfirmed(command);
              }
              return requireOwn(command.selection().bucket(), command.caller());
            })
        .chain(() -> selection(command))
        .chain(selection -> tasks.of(command).chain(task -> create(command, selection, task)));
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
            ? given.traits().of(unasked(given.traits().mode()))
            : given.traits();
    Optional<KeyName> from = command.keys().from();
    Uni<Optional<KmsKeyId>> key =
        from.isEmpty()
            ? Uni.createFrom().item(Optional.empty())
            : names.canonical(from.get(), command.caller()).map(Optional::of);
    return key.map(name -> given.under(name).of(traits));
  }

  private static EncryptionMode unasked(Optional<EncryptionMode> given) {
    if (given.filter(mode -> mode != EncryptionMode.NONE).isPresent()) {
      throw impossible("Only what nobody asked to encrypt can be encrypted so: the mode is none.");
    }
    return EncryptionMode.NONE;
  }

  private Uni<Job> create(Command command, JobSelection selection, JobTask task) {
    Job.Maker maker = maker(command.caller());
    String id = id();
    return listed(command, selection, id)
        .chain(
            listed ->
                new Estimation(jobs, maker.account(), listed)
                    .of(task)
                    .map(
                        estimate ->
                            new Job(
                                id,
                                listed,
                                task,
                                maker,
                                estimate,
                                Job.Timing.ONCE,
                                Job.begunAt(clock.instant()))))
        .call(job -> command.dryRun() ? Uni.createFrom().voidItem() : jobs.create(job))
        .onItemOrFailure()
        .call(
            (job, failure) ->
                command.listing().isPresent() && (failure != null || command.dryRun())
                    ? listings.drop(id)
                    : Uni.createFrom().voidItem())
        .map(job -> command.dryRun() ? job.unmade() : job);
  }

  private Uni<JobSelection> listed(Command command, JobSelection selection, String id) {
    return command
        .listing()
        .map(
            listing ->
                listings
                    .store(id, listing, command.caller())
                    .map(stored -> selection.of(selection.traits().on(stored))))
        .orElseGet(() -> Uni.createFrom().item(selection));
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

  static String id() {
    return "job-" + UUID.randomUUID().toString().replace("-", "");
  }

  static ObjectStoreException impossible(String detail) {
    return new ObjectStoreException(new JobError.ImpossibleJob(detail));
  }
}
