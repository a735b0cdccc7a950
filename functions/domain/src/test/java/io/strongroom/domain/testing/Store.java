package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.access.OwnerOnly;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.BodySealer;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.envelope.EffectiveEncryption;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETagRule;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CopySource;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.HeadObject;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Every operation over in-memory ports, with one bucket. Its calls wait for their result. */
public final class Store {

  public static final BucketName BUCKET = new BucketName("bucket");
  public static final Caller CALLER =
      new Caller("arn:aws:iam::111122223333:root", "111122223333", "request", true);

  public final InMemoryMetadata metadata = new InMemoryMetadata();
  public final InMemoryObjects objects = new InMemoryObjects(metadata);
  public final InMemoryUploads uploads = new InMemoryUploads(metadata);
  public final InMemoryBlobs blobs = new InMemoryBlobs();
  public final InMemoryKms kms = new InMemoryKms();
  public final InstantSource clock = InstantSource.system();

  public final InMemoryBuckets bucketRecords = new InMemoryBuckets(metadata);
  public final AuthorizedBuckets buckets = new AuthorizedBuckets(bucketRecords, new OwnerOnly());
  public final DirectWorkers workers = new DirectWorkers();
  private final ServiceKeys serviceKeys = new ServiceKeys("managed", "service");
  private final KeyService keyService = new KeyService(kms, kms, workers);
  public final DefaultKeys defaultKeys = new DefaultKeys(keyService, "us-east-1");
  public final Envelopes envelopes = new Envelopes(keyService, serviceKeys);
  public final UploadEnvelopes uploadEnvelopes = new UploadEnvelopes(keyService, serviceKeys);
  public final SealingKeys keys = new SealingKeys(new EffectiveEncryption(serviceKeys), envelopes);
  private final BodySealer sealer = new BodySealer(blobs, workers);
  private final ObjectWriter writer = new ObjectWriter(sealer, objects, clock);
  private final StoredObjects stored = new StoredObjects(buckets, objects);
  private final ObjectOpener opener = new ObjectOpener(envelopes, blobs, workers);
  public final Rewrapper rewrapper = new Rewrapper(envelopes, objects, clock);
  public final PartSealer partSealer = new PartSealer(envelopes, sealer, uploads, clock);
  public final AuthorizedUploads authorizedUploads = new AuthorizedUploads(buckets, uploads);

  public Store() {
    bucketRecords
        .createIfAbsent(
            new Bucket(BUCKET, CALLER.account(), "us-east-1", clock.instant(), Optional.empty()))
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
            CALLER, ref(key), encryption, metadata, body, new WriteCondition.Always(), ETagRule.S3);
    return new PutObject(buckets, keys, writer, objects).execute(command).await().indefinitely();
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
    return new GetObject(stored, opener)
        .execute(
            new GetObject.Command(
                CALLER, ref(key), customerKey, selection, ReadConditions.none(), false));
  }

  public CopyObject.Result copy(
      String from, Optional<CustomerKey> sourceKey, String to, EncryptionRequest encryption) {
    return new CopyObject(buckets, keys, new CopySource(stored, opener), writer, rewrapper)
        .execute(
            new CopyObject.Command(
                CALLER,
                new CopyObject.Source(ref(from), sourceKey, ReadConditions.none()),
                ref(to),
                encryption,
                Optional.empty(),
                Optional.empty(),
                new WriteCondition.Always(),
                ETagRule.S3,
                ObjectMetadata.Placement.none()))
        .await()
        .indefinitely();
  }

  public void updateEncryption(String key, String keyArn, boolean bucketKey) {
    new UpdateObjectEncryption(buckets, stored, rewrapper, objects)
        .execute(new UpdateObjectEncryption.Command(CALLER, ref(key), keyArn, bucketKey))
        .await()
        .indefinitely();
  }

  public ObjectView head(String key) {
    return head(key, Optional.empty(), new Selection.Whole(), false);
  }

  public ObjectView head(
      String key, Optional<CustomerKey> customerKey, Selection selection, boolean checksumMode) {
    return new HeadObject(stored, opener)
        .execute(
            new GetObject.Command(
                CALLER, ref(key), customerKey, selection, ReadConditions.none(), checksumMode))
        .await()
        .indefinitely();
  }

  public ListingPage list() {
    return new ListObjects(buckets, objects)
        .execute(
            new ListObjects.Command(
                CALLER, new ListingQuery(BUCKET, "", Optional.empty(), "", 1000)))
        .await()
        .indefinitely();
  }

  public void delete(String key) {
    new DeleteObject(buckets, objects)
        .execute(new DeleteObject.Command(CALLER, ref(key), new WriteCondition.Always()))
        .await()
        .indefinitely();
  }

  public StoredObject record(String key) {
    return objects.find(ref(key)).await().indefinitely().orElseThrow();
  }

  /** Content that is simply there. */
  public static ObjectContent content(byte[] data) {
    return new ObjectContent() {
      private int position;

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
