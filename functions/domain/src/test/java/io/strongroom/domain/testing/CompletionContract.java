package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.Upload;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link io.strongroom.domain.port.Uploads} does when an upload is completed. */
public abstract class CompletionContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private final UUID blobA = UUID.randomUUID();
  private final UUID blobB = UUID.randomUUID();
  private final UUID blobC = UUID.randomUUID();

  private Upload newUpload(BucketName bucket, String key) {
    Upload upload =
        Records.upload(Records.ref(bucket, key), UploadId.fresh(Records.TIME), Records.TIME);
    await(uploads().create(upload));
    return upload;
  }

  @Test
  void complete_isRemembered_forItsObjectAlone() {
    BucketName bucket = newBucket();
    Upload upload = newUpload(bucket, "k");
    Upload chosen =
        new Upload(
            UploadId.fresh(Records.TIME),
            upload.ref(),
            upload.initiation(),
            upload.metadata(),
            upload.rules(),
            Records.kms("key"),
            Records.uploadKeys(Records.envelope("key")),
            Optional.of(
                new ChecksumChoice(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE)));
    await(uploads().create(chosen));
    for (Upload each : List.of(upload, chosen)) {
      UUID blob = UUID.randomUUID();
      await(uploads().putPart(each, Records.part(1, blob)));
      NewObject object = sealedLike(each, Records.object(each.ref(), blob));
      await(uploads().complete(each, object, ALWAYS));
      assertThat(await(uploads().findCompleted(each.ref(), each.uploadId())))
          .contains(CompletedUpload.of(each, Records.stored(object)));
    }
    assertThat(await(uploads().findCompleted(Records.ref(bucket, "l"), upload.uploadId())))
        .isEmpty();
    await(objects().delete(Wanted.current(upload.ref()), ALWAYS, Objects.Permit.any()));
    assertThat(await(uploads().findCompleted(upload.ref(), upload.uploadId()))).isPresent();
  }

  private static NewObject sealedLike(Upload upload, NewObject object) {
    return new NewObject(
        object.ref(),
        object.content(),
        new Sealing(
            upload.encryption(),
            upload.keys().object(),
            object.sealing().checksum(),
            object.sealing().parts()),
        object.metadata());
  }

  @Test
  void complete_conditionHolds_butNotSinceTheUploadWasCreated_conflict() {
    BucketName bucket = newBucket();
    ObjectRef ref = Records.ref(bucket, "k");
    NewObject before = Records.object(ref, blobA);
    await(objects().put(before, ALWAYS));
    Upload upload = newUpload(bucket, "k");
    await(uploads().putPart(upload, Records.part(1, blobB)));
    NewObject object = Records.object(ref, blobB);

    NewObject again = Records.object(ref, blobC);
    await(objects().put(again, ALWAYS));
    WriteCondition same = new WriteCondition.IfMatches(again.content().etag());
    assertThat(errorOf(uploads().complete(upload, object, same)))
        .isEqualTo(new RequestError.ConditionalRequestConflict(ref.key(), "If-Match"));
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    assertThat(errorOf(uploads().complete(upload, object, same)))
        .isEqualTo(new RequestError.NoSuchKey(ref.key()));
    assertThat(errorOf(uploads().complete(upload, object, new WriteCondition.IfAbsent())))
        .isEqualTo(new RequestError.ConditionalRequestConflict(ref.key(), "If-None-Match"));
    assertThat(await(uploads().parts(upload, 0, 10))).hasSize(1);
    await(uploads().complete(upload, object, ALWAYS));
    assertThat(await(objects().find(ref))).contains(Records.stored(object));
  }

  @Test
  void complete_conditionHeldAllTheTime_done() {
    BucketName bucket = newBucket();
    NewObject before = Records.object(Records.ref(bucket, "k"), blobA);
    await(objects().put(before, ALWAYS));
    Upload over = newUpload(bucket, "k");
    Upload fresh = newUpload(bucket, "l");
    await(uploads().putPart(over, Records.part(1, blobB)));
    await(uploads().putPart(fresh, Records.part(1, blobC)));
    NewObject replacement = Records.object(over.ref(), blobB);
    WriteCondition same = new WriteCondition.IfMatches(before.content().etag());
    await(uploads().complete(over, replacement, same));
    NewObject first = Records.object(fresh.ref(), blobC);
    await(uploads().complete(fresh, first, new WriteCondition.IfAbsent()));
    assertThat(await(objects().find(over.ref()))).contains(Records.stored(replacement));
    assertThat(await(objects().find(fresh.ref()))).contains(Records.stored(first));
  }
}
