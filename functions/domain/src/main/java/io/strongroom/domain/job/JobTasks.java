package io.strongroom.domain.job;

import static io.strongroom.domain.job.CreateJob.impossible;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.job.CreateJob.Command;
import io.strongroom.domain.job.CreateJob.To;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.util.Optional;

/** From what is asked for to what a job does, or why that cannot be. Thread-safe. */
final class JobTasks {

  private final KeyNames names;
  private final ServiceKeys serviceKeys;

  JobTasks(KeyNames names, ServiceKeys serviceKeys) {
    this.names = names;
    this.serviceKeys = serviceKeys;
  }

  /**
   * An erasure says what it erases, so that no slip of a prefix costs more than was meant.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException ImpossibleJob
   */
  static void requireConfirmed(Command command) {
    JobSelection selection = command.selection();
    if (selection.bucket().isEmpty()) {
      throw impossible("An erasure names its bucket.");
    }
    String erased = selection.bucket().get().value() + "/" + selection.prefix();
    if (!command.dryRun() && !command.confirmed().equals(Optional.of(erased))) {
      throw impossible("An erasure is confirmed by its bucket and prefix, as in BUCKET/PREFIX.");
    }
  }

  /** Fails with KmsFailed or ImpossibleJob. */
  Uni<JobTask> of(Command command) {
    if (command.kind() != CreateJob.Kind.ERASE && command.confirmed().isPresent()) {
      throw impossible("Nothing but an erasure is confirmed.");
    }
    if (command.kind() != CreateJob.Kind.INVENTORY && command.to().into().isPresent()) {
      throw impossible("Nothing but an inventory is written into a bucket.");
    }
    return switch (command.kind()) {
      case VERIFY -> {
        requireNowhere(command, "A verification moves nothing: it takes no key to move to.");
        yield Uni.createFrom().item(new JobTask.Verify());
      }
      case ERASE -> {
        requireNowhere(command, "An erasure moves nothing: it takes no key to move to.");
        yield Uni.createFrom().item(new JobTask.Erase());
      }
      case REPLICATE -> {
        requireNowhere(command, "Rules of buckets say where copies go, and under which key.");
        yield Uni.createFrom().item(new JobTask.Replicate());
      }
      case REWRAP -> target(command).map(JobTask.Rewrap::new);
      case ENCRYPT -> target(command).map(JobTask.Encrypt::new);
      case RE_ENCRYPT -> reEncrypt(command);
      case INVENTORY -> {
        requireNowhere(command, "An inventory moves nothing: it takes no key to move to.");
        yield Uni.createFrom().item(inventory(command.to()));
      }
    };
  }

  private static void requireNowhere(Command command, String otherwise) {
    if (command.keys().to().isPresent()
        || command.keys().bucketKey().isPresent()
        || command.to().cipher().isPresent()) {
      throw impossible(otherwise);
    }
  }

  private static JobTask inventory(To to) {
    CreateJob.Files into =
        to.into().orElseThrow(() -> impossible("An inventory is written into a bucket."));
    return new JobTask.Inventory(into.bucket(), into.prefix(), into.format());
  }

  private Uni<JobTask> reEncrypt(Command command) {
    To to = command.to();
    CreateJob.Keys keys = command.keys();
    if (keys.to().isEmpty()) {
      if (keys.bucketKey().isPresent()) {
        throw impossible("Whether a bucket key is between is told with the key to move to.");
      }
      return Uni.createFrom().item(new JobTask.ReEncrypt(Optional.empty(), cipher(to)));
    }
    return names
        .usable(keys.to().get(), command.caller())
        .map(
            key ->
                new JobTask.ReEncrypt(
                    Optional.of(new JobTask.Target.KmsKey(key, keys.bucketKey())), cipher(to)));
  }

  private static Optional<DataCipher> cipher(To to) {
    if (to.cipher().equals(Optional.of(DataCipher.AES_256_TWICE))) {
      throw impossible("Nothing is put into two layers: it has to be written so.");
    }
    return to.cipher();
  }

  private Uni<JobTask.Target> target(Command command) {
    CreateJob.Keys keys = command.keys();
    if (command.to().cipher().isPresent()) {
      throw impossible("Another cipher needs the data: that is re-encrypt.");
    }
    KeyName wanted = keys.to().orElse(serviceKeys.service());
    return names
        .usable(wanted, command.caller())
        .map(
            key ->
                keys.to().isPresent()
                    ? new JobTask.Target.KmsKey(key, keys.bucketKey())
                    : new JobTask.Target.ServiceKey(key));
  }
}
