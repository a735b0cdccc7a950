package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.ObjectMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Uploads of two parts to a {@link Store}. */
public final class Uploading {

  public static final String KEY = "k";

  /** The least OBS takes for a part that is not the last. */
  private static final int FIRST_PART = 100 << 10;

  private final Store store;

  /** Of the uploads to come. */
  public Optional<ChecksumChoice> checksum = Optional.empty();

  /** What completions state of the whole. */
  public Optional<CompleteMultipartUpload.NamedChecksum> stated = Optional.empty();

  public Uploading(Store store) {
    this.store = store;
  }

  /** Two parts, sent in the wrong order. */
  public byte[] upload(EncryptionRequest mode, Optional<CustomerKey> key) {
    byte[] data = new byte[FIRST_PART + 5];
    new Random(7).nextBytes(data);
    UploadId id = await(create(mode)).uploadId();
    UploadPart.Result second =
        await(part(id, 2, Arrays.copyOfRange(data, FIRST_PART, data.length), key));
    UploadPart.Result first = await(part(id, 1, Arrays.copyOf(data, FIRST_PART), key));
    await(complete(id, List.of(named(1, first), named(2, second))));
    return data;
  }

  public Uni<CreateMultipartUpload.Result> create(EncryptionRequest mode) {
    CreateMultipartUpload operation =
        new CreateMultipartUpload(
            store.parts.buckets(),
            store.parts.sealingKeys(),
            store.parts.uploadEnvelopes(),
            store.uploads,
            store.clock);
    return operation.execute(
        new CreateMultipartUpload.Command(
            Store.CALLER, Store.ref(KEY), mode, ObjectMetadata.none(), checksum, Store.OBS_RULES));
  }

  public Uni<UploadPart.Result> part(
      UploadId id, int number, byte[] data, Optional<CustomerKey> key) {
    return new UploadPart(store.parts.uploads(), store.parts.partSealer())
        .execute(
            new UploadPart.Command(
                Store.CALLER,
                new PartId(Store.ref(KEY), id, number),
                key,
                new ContentBody(Store.content(data), data.length)));
  }

  public Uni<CompleteMultipartUpload.Result> complete(
      UploadId id, List<CompleteMultipartUpload.NamedPart> parts) {
    return complete(id, parts, new EncryptionRequest.BucketDefault());
  }

  /** Stating the encryption of the upload. */
  public Uni<CompleteMultipartUpload.Result> complete(
      UploadId id, List<CompleteMultipartUpload.NamedPart> parts, EncryptionRequest stated) {
    return complete(id, parts, stated, new WriteCondition.Always());
  }

  /** As above, on a condition. */
  public Uni<CompleteMultipartUpload.Result> complete(
      UploadId id,
      List<CompleteMultipartUpload.NamedPart> parts,
      EncryptionRequest stated,
      WriteCondition condition) {
    CompleteMultipartUpload operation =
        new CompleteMultipartUpload(
            store.parts.uploads(), store.parts.uploadEnvelopes(), store.uploads, store.clock);
    return operation.execute(
        new CompleteMultipartUpload.Command(
            Store.CALLER,
            Store.ref(KEY),
            id,
            parts,
            new CompleteMultipartUpload.Expectation(
                this.stated, Optional.empty(), OptionalLong.empty()),
            stated,
            condition));
  }

  /** With the checksum, where the upload asked for one. */
  public CompleteMultipartUpload.NamedPart named(int number, UploadPart.Result part) {
    return new CompleteMultipartUpload.NamedPart(
        number,
        part.etag().value(),
        part.checksum()
            .filter(sum -> checksum.isPresent())
            .map(sum -> new CompleteMultipartUpload.NamedChecksum(sum.algorithm(), sum.value())));
  }

  public static CompleteMultipartUpload.NamedPart named(int number, ETag etag) {
    return new CompleteMultipartUpload.NamedPart(number, etag.value(), Optional.empty());
  }

  private static <T> T await(Uni<T> result) {
    return result.await().indefinitely();
  }
}
