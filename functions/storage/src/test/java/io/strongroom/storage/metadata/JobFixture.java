package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.job.Courtesy;
import io.strongroom.domain.job.JobMeter;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.testing.DirectWorkers;
import io.strongroom.domain.testing.InMemoryBlobs;
import io.strongroom.domain.testing.InMemoryKms;
import io.strongroom.domain.testing.MetadataContract;
import io.strongroom.domain.testing.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects in PostgreSQL under keys of a KMS that can be made to refuse, and jobs on them. */
final class JobFixture {

  static final AccountId ACCOUNT = AccountId.of("000000000000");

  /** Some objects rest beside their record, others do not. */
  static final int INLINE_UP_TO = 200;

  static final Caller ROOT =
      new Caller(
          new Caller(PrincipalName.of("arn:aws:iam::" + ACCOUNT + ":root"), ACCOUNT, "r", true)
              .identity(),
          "request",
          true,
          CallFacts.none());

  static final JobActors ACTORS = id -> Uni.createFrom().item(Optional.of(ROOT.identity()));

  final RefusingKms kms = new RefusingKms();
  final InMemoryBlobs blobs = new InMemoryBlobs();
  final Assembly parts;
  private final MetadataContract.Ports ports;

  private record Storage(
      Buckets buckets,
      Objects objects,
      Uploads uploads,
      Listings listings,
      BlobStore blobs,
      int inlineUpTo)
      implements StoragePorts {}

  private record Keys(
      KmsClient kms, BucketKeys bucketKeys, ServiceKeys serviceKeys, KeyRights rights)
      implements KeyPorts {}

  JobFixture(MetadataContract.Ports ports) {
    this.ports = ports;
    this.parts =
        new Assembly(
            new Storage(
                ports.buckets(),
                ports.objects(),
                ports.uploads(),
                ports.listings(),
                blobs,
                INLINE_UP_TO),
            new Keys(
                kms,
                kms,
                new ServiceKeys(KeyName.parse("managed"), KeyName.parse("service")),
                new KeyRights(
                    new CallerConditions(Region.of("us-east-1"), InstantSource.system()),
                    refusal -> {},
                    Set.of())),
            request -> Uni.createFrom().voidItem(),
            new DirectWorkers(),
            InstantSource.system());
  }

  static String arn(String key) {
    return "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/" + key;
  }

  static EncryptionRequest kms(String key, boolean bucketKey) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse(arn(key))),
        new EncryptionContext(Map.of("purpose", "tests")),
        Optional.of(bucketKey),
        DataCipher.AES_256);
  }

  Uni<PutObject.Result> put(Wanted object, String text, EncryptionRequest encryption) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new PutObject(parts.storedObjects(), parts.sealingKeys(), parts.writer())
        .execute(
            new PutObject.Command(
                ROOT,
                object.object(),
                encryption,
                ObjectMetadata.none(),
                new ContentBody(Store.content(data), data.length),
                new WriteCondition.Always(),
                Store.S3_RULES));
  }

  Uni<String> get(Wanted object, Optional<CustomerKey> key) {
    return new GetObject(parts.storedObjects(), parts.opener())
        .execute(
            new GetObject.Command(
                ROOT, object, key, new Selection.Whole(), ReadConditions.none(), false))
        .map(result -> text(result.content()));
  }

  private static String text(ObjectContent content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    try (content) {
      for (int n = content.read(buffer, 0, 1024); n >= 0; n = content.read(buffer, 0, 1024)) {
        all.write(buffer, 0, n);
      }
      return all.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JobSelection under(String key, BucketName bucket) {
    return new JobSelection(
        Optional.of(KmsKeyId.of(arn(key))), Optional.of(bucket), "", JobSelection.Traits.ANY);
  }

  static JobSelection all(BucketName bucket) {
    return new JobSelection(Optional.empty(), Optional.of(bucket), "", JobSelection.Traits.ANY);
  }

  static JobTask resealing(String key, DataCipher cipher) {
    return new JobTask.ReEncrypt(
        Optional.of(new JobTask.Target.KmsKey(KmsKeyId.of(arn(key)), Optional.empty())),
        Optional.of(cipher));
  }

  static JobTask to(String key) {
    return new JobTask.Rewrap(new JobTask.Target.KmsKey(KmsKeyId.of(arn(key)), Optional.empty()));
  }

  static Job job(JobSelection selection, JobTask task) {
    return new Job(
        "job-" + UUID.randomUUID(),
        selection,
        task,
        new Job.Maker(ACCOUNT, ROOT.principal(), "AKIA"),
        Job.Estimate.NONE,
        Job.Timing.ONCE,
        Job.begunAt(Instant.now()));
  }

  JobWorker worker(Jobs jobs, Duration hold) {
    return new JobWorker(
        jobs,
        ACTORS,
        parts.jobHands(Store.S3_RULES, ColumnFiles.none()),
        new JobWorker.Manners(
            new JobMeter() {
              @Override
              public void noted(List<JobItem.Outcome> outcomes) {}

              @Override
              public void waiting() {}

              @Override
              public void late(Job job) {}

              @Override
              public void yielding() {}
            },
            new Courtesy()),
        hold);
  }

  /** A KMS that refuses some keys, and throttles when told to. */
  static final class RefusingKms implements KmsClient, BucketKeys {

    final Set<String> disabled = ConcurrentHashMap.newKeySet();
    volatile boolean throttling;

    /** So many calls are answered, and those that follow throttled. */
    final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    final Map<String, String> materials = new ConcurrentHashMap<>();
    final InMemoryKms real = new InMemoryKms();

    private <T> CompletionStage<T> unless(CompletionStage<T> answer, String... keys) {
      if (throttling || left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
        return CompletableFuture.failedFuture(
            new KmsException.Throttled("slow down", Optional.empty()));
      }
      for (String key : keys) {
        if (disabled.contains(key)) {
          return CompletableFuture.failedFuture(new KmsException.Disabled(key + " is disabled"));
        }
      }
      return answer;
    }

    @Override
    public CompletionStage<GeneratedDataKey> generateDataKey(
        KeyName key, int length, EncryptionContext context, Requester requester) {
      return unless(real.generateDataKey(key, length, context, requester), key.text());
    }

    @Override
    public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
        KeyName key, int length, EncryptionContext context, Requester requester) {
      return unless(
          real.generateDataKeyWithoutPlaintext(key, length, context, requester), key.text());
    }

    @Override
    public CompletionStage<UnwrappedKey> decrypt(
        KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
      return unless(real.decrypt(key, wrapped, context, requester), key.text());
    }

    @Override
    public CompletionStage<WrappedDataKey> reEncrypt(
        ReEncryptCommand command, Requester requester) {
      return unless(
          real.reEncrypt(command, requester),
          command.source().text(),
          command.destination().text());
    }

    @Override
    public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
      return real.describeKey(key, requester)
          .thenApply(
              found ->
                  new KmsKeyDescription(
                      found.keyId(),
                      found.usability(),
                      Optional.ofNullable(materials.get(key.text()))));
    }

    @Override
    public CompletionStage<BucketKey> current(
        KeyName key, EncryptionContext context, Requester requester) {
      return unless(real.current(key, context, requester), key.text());
    }

    @Override
    public CompletionStage<BucketKey> unwrap(
        KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
      return unless(real.unwrap(keyId, wrapped, context, requester), keyId.text());
    }
  }
}
