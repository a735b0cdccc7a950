package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.HeadObject;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Every operation over in-memory ports, with one bucket. Its calls wait for their result. */
public final class Store {

  public static final BucketName BUCKET = new BucketName("bucket");
  public static final Caller CALLER =
      new Caller(
          PrincipalName.of("arn:aws:iam::111122223333:root"),
          AccountId.of("111122223333"),
          "request",
          true);

  /** As the S3 dialect writes. */
  public static final WriteRules S3_RULES =
      new WriteRules(
          WriteRules.ManagedKey.OF_S3,
          new EncryptionSettings.ServiceManaged(),
          new WriteRules.ETagSources(
              ETagSource.PLAINTEXT_MD5, ETagSource.OPAQUE, ETagSource.OPAQUE),
          5L << 20,
          Optional.of(ChecksumAlgorithm.CRC64NVME));

  /** As the OBS dialect writes. */
  public static final WriteRules OBS_RULES =
      new WriteRules(
          WriteRules.ManagedKey.OF_OBS,
          new EncryptionSettings.Unencrypted(),
          new WriteRules.ETagSources(
              ETagSource.SEALED_MD5, ETagSource.SEALED_MD5, ETagSource.SEALED_MD5),
          100L << 10,
          Optional.empty());

  public final InMemoryMetadata metadata = new InMemoryMetadata();
  public final InMemoryObjects objects = new InMemoryObjects(metadata);
  public final InMemoryListings listings = new InMemoryListings(metadata);
  public final InMemoryBlobReferences references = new InMemoryBlobReferences(metadata);
  public final InMemoryUploads uploads = new InMemoryUploads(metadata);
  public final InMemoryBlobs blobs = new InMemoryBlobs();
  public final InMemoryKms kms = new InMemoryKms();
  public final InstantSource clock = InstantSource.system();

  public final InMemoryBuckets bucketRecords = new InMemoryBuckets(metadata);
  public final DirectWorkers workers = new DirectWorkers();

  /** Every question that operations asked. */
  public final RecordingAuthorizer authorizer = new RecordingAuthorizer();

  public final Assembly parts;

  private record StoreStorage(
      Buckets buckets,
      Objects objects,
      Uploads uploads,
      Listings listings,
      BlobStore blobs,
      int inlineUpTo)
      implements StoragePorts {}

  private record StoreKeys(
      KmsClient kms, BucketKeys bucketKeys, ServiceKeys serviceKeys, KeyRights rights)
      implements KeyPorts {}

  /** Every object is in a blob. */
  public Store() {
    this(0);
  }

  /**
   * @param inlineUpTo sealed bytes that rest beside their record
   */
  public Store(int inlineUpTo) {
    parts =
        new Assembly(
            new StoreStorage(bucketRecords, objects, uploads, listings, blobs, inlineUpTo),
            new StoreKeys(
                kms,
                kms,
                new ServiceKeys(
                    KeyName.parse("managed"),
                    KeyName.parse("managed-obs"),
                    KeyName.parse("service")),
                new KeyRights(
                    new CallerConditions(Region.of("us-east-1"), InstantSource.system()),
                    refusal -> {},
                    Set.of())),
            authorizer,
            workers,
            clock);
    bucketRecords
        .createIfAbsent(
            new Bucket(
                BUCKET,
                CALLER.account(),
                Region.of("us-east-1"),
                clock.instant(),
                Optional.empty()))
        .await()
        .indefinitely();
  }

  public static ObjectRef ref(String key) {
    return Records.ref(BUCKET, key);
  }

  public static CustomerKey customerKey(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return new CustomerKey(SecretBytes.adopt(key), "md5");
  }

  public PutObject.Result put(String key, byte[] data, EncryptionRequest encryption) {
    return put(key, new ContentBody(content(data), data.length), encryption);
  }

  public PutObject.Result put(String key, RequestBody body, EncryptionRequest encryption) {
    return put(key, body, encryption, ObjectMetadata.none());
  }

  public PutObject.Result put(
      String key, RequestBody body, EncryptionRequest encryption, ObjectMetadata metadata) {
    PutObject.Command command =
        new PutObject.Command(
            CALLER, ref(key), encryption, metadata, body, new WriteCondition.Always(), S3_RULES);
    return new PutObject(parts.storedObjects(), parts.sealingKeys(), parts.writer())
        .execute(command)
        .await()
        .indefinitely();
  }

  public byte[] get(String key, Optional<CustomerKey> customerKey) {
    return get(key, customerKey, new Selection.Whole());
  }

  public byte[] get(String key, Optional<CustomerKey> customerKey, Selection selection) {
    GetObject.Result result = getting(key, customerKey, selection).await().indefinitely();
    try (ObjectContent content = result.content()) {
      byte[] plaintext = new byte[(int) result.view().contentLength()];
      int filled = 0;
      for (int n = 0; n >= 0; n = content.read(plaintext, filled, plaintext.length - filled)) {
        filled += n;
        if (filled == plaintext.length) {
          break;
        }
      }
      return plaintext;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A GetObject that has not begun. */
  public Uni<GetObject.Result> getting(String key) {
    return getting(key, Optional.empty(), new Selection.Whole());
  }

  private Uni<GetObject.Result> getting(
      String key, Optional<CustomerKey> customerKey, Selection selection) {
    return new GetObject(parts.storedObjects(), parts.opener())
        .execute(
            new GetObject.Command(
                CALLER,
                Wanted.current(ref(key)),
                customerKey,
                selection,
                ReadConditions.none(),
                false));
  }

  public CopyObject.Result copy(
      String from, Optional<CustomerKey> sourceKey, String to, EncryptionRequest encryption) {
    return new CopyObject(
            parts.buckets(),
            parts.sealingKeys(),
            parts.copySource(),
            parts.writer(),
            parts.rewrapper())
        .execute(
            new CopyObject.Command(
                CALLER,
                new CopyObject.Source(Wanted.current(ref(from)), sourceKey, ReadConditions.none()),
                ref(to),
                encryption,
                CopyObject.About.ofSource(),
                Optional.empty(),
                new WriteCondition.Always(),
                S3_RULES))
        .await()
        .indefinitely();
  }

  public void updateEncryption(String key, String keyArn, boolean bucketKey) {
    new UpdateObjectEncryption(parts.storedObjects(), parts.rewrapper(), objects, clock)
        .execute(
            new UpdateObjectEncryption.Command(
                CALLER, Wanted.current(ref(key)), KeyName.parse(keyArn), bucketKey))
        .await()
        .indefinitely();
  }

  public ObjectView head(String key) {
    return head(key, Optional.empty(), new Selection.Whole(), false);
  }

  public ObjectView head(
      String key, Optional<CustomerKey> customerKey, Selection selection, boolean checksumMode) {
    return new HeadObject(parts.storedObjects(), parts.opener())
        .execute(
            new GetObject.Command(
                CALLER,
                Wanted.current(ref(key)),
                customerKey,
                selection,
                ReadConditions.none(),
                checksumMode))
        .await()
        .indefinitely();
  }

  public ListingPage list() {
    return new ListObjects(parts.buckets(), listings)
        .execute(
            new ListObjects.Command(
                CALLER, new ListingQuery(BUCKET, "", Optional.empty(), "", 1000)))
        .await()
        .indefinitely();
  }

  public void delete(String key) {
    new DeleteObject(parts.buckets(), objects)
        .execute(
            new DeleteObject.Command(
                CALLER,
                Wanted.current(ref(key)),
                new WriteCondition.Always(),
                DeleteObject.Bypass.UNSAID))
        .await()
        .indefinitely();
  }

  public ObjectVersion record(String key) {
    return objects.find(ref(key)).await().indefinitely().orElseThrow();
  }

  /** Content that is simply there. */
  public static ObjectContent content(byte[] data) {
    return new ObjectContent() {
      private int position;

      @Override
      public boolean isOpened() {
        return false;
      }

      @Override
      public long remaining() {
        return data.length - position;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        int n = Math.min(length, data.length - position);
        if (n <= 0) {
          return -1;
        }
        System.arraycopy(data, position, buffer, offset, n);
        position += n;
        return n;
      }

      @Override
      public void close() {}
    };
  }
}
