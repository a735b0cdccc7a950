package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link io.strongroom.domain.port.Uploads} does. */
public abstract class UploadsContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private final UUID blobA = UUID.randomUUID();
  private final UUID blobB = UUID.randomUUID();
  private final UUID blobC = UUID.randomUUID();

  private Upload newUpload(BucketName bucket, String key, int second) {
    Instant time = Records.TIME.plusSeconds(second);
    Upload upload = Records.upload(Records.ref(bucket, key), UploadId.fresh(time), time);
    await(uploads().create(upload));
    return upload;
  }

  @Test
  void create_everyField_comesBack() {
    BucketName bucket = newBucket();
    Upload plain = newUpload(bucket, "k", 0);
    Upload full =
        new Upload(
            UploadId.fresh(Records.TIME),
            plain.ref(),
            new Upload.Initiation(Records.TIME, plain.owner()),
            plain.metadata(),
            plain.rules(),
            Records.kms("key"),
            Records.uploadKeys(Records.envelope("key")),
            Optional.of(
                new ChecksumChoice(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE)));
    await(uploads().create(full));
    assertThat(await(uploads().find(plain.ref(), plain.uploadId()))).contains(plain);
    assertThat(await(uploads().find(full.ref(), full.uploadId()))).contains(full);
  }

  @Test
  void create_unknownBucket_noSuchBucket() {
    BucketName name = Records.bucketName();
    Upload upload = Records.upload(Records.ref(name, "k"), name + "-u", Records.TIME);
    assertThat(errorOf(uploads().create(upload))).isEqualTo(new RequestError.NoSuchBucket(name));
  }

  @Test
  void stored_openUpload_itsPartsCount() {
    BucketName bucket = newBucket();
    StoredPart part = Records.part(1, blobA);
    await(uploads().putPart(newUpload(bucket, "k", 0), part));

    assertThat(await(buckets().stored(bucket))).isEqualTo(part.size());
  }

  @Test
  void find_ofAnotherObject_empty() {
    BucketName bucket = newBucket();
    Upload upload = newUpload(bucket, "k", 0);
    assertThat(await(uploads().find(Records.ref(bucket, "other"), upload.uploadId()))).isEmpty();
  }

  @Test
  void parts_byNumber_inPages() {
    Upload upload = newUpload(newBucket(), "k", 0);
    StoredPart ten = Records.part(10, blobA);
    StoredPart two = Records.part(2, blobB);
    StoredPart last = Records.part(10_000, blobC);
    for (StoredPart part : List.of(ten, last, two)) {
      await(uploads().putPart(upload, part));
    }
    assertThat(await(uploads().parts(upload, 0, 100))).containsExactly(two, ten, last);
    assertThat(await(uploads().parts(upload, 2, 1))).containsExactly(ten);
    assertThat(await(uploads().parts(upload, 10_000, 1))).isEmpty();
    assertThat(await(uploads().parts(upload, 0, 0))).isEmpty();
  }

  @Test
  void putPart_again_replacesAndFreesTheOldBlob() {
    Upload upload = newUpload(newBucket(), "k", 0);
    await(uploads().putPart(upload, Records.part(1, blobA)));
    await(uploads().putPart(upload, Records.part(1, blobB)));
    assertThat(await(uploads().parts(upload, 0, 10))).containsExactly(Records.part(1, blobB));
    assertThat(collectable(blobA, blobB)).containsExactly(blobA);
  }

  @Test
  void complete_someParts_becomesTheObject() {
    Upload upload = newUpload(newBucket(), "k", 0);
    await(objects().put(Records.object(upload.ref(), blobC), ALWAYS));
    await(uploads().putPart(upload, Records.part(1, blobA)));
    await(uploads().putPart(upload, Records.part(2, blobB)));
    NewObject object = Records.object(upload.ref(), blobB);
    await(uploads().complete(upload, object, ALWAYS));
    assertThat(await(objects().find(upload.ref()))).contains(Records.stored(object));
    assertThat(await(uploads().find(upload.ref(), upload.uploadId()))).isEmpty();
    assertThat(errorOf(uploads().parts(upload, 0, 10)))
        .isEqualTo(new RequestError.NoSuchUpload(upload.uploadId().value()));
    assertThat(collectable(blobA, blobB, blobC)).containsExactly(blobA, blobC);
    await(objects().delete(Wanted.current(upload.ref()), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobB)).containsExactly(blobB);
  }

  @Test
  void complete_conditionFails_leavesTheUpload() {
    Upload upload = newUpload(newBucket(), "k", 0);
    NewObject before = Records.object(upload.ref(), blobA);
    await(objects().put(before, ALWAYS));
    await(uploads().putPart(upload, Records.part(1, blobB)));
    NewObject object = Records.object(upload.ref(), blobB);
    assertThat(errorOf(uploads().complete(upload, object, new WriteCondition.IfAbsent())))
        .isEqualTo(new RequestError.PreconditionFailed("If-None-Match"));
    assertThat(await(objects().find(upload.ref()))).contains(Records.stored(before));
    assertThat(await(uploads().parts(upload, 0, 10))).hasSize(1);
    await(uploads().complete(upload, object, ALWAYS));
    assertThat(await(objects().find(upload.ref()))).contains(Records.stored(object));
  }

  @Test
  void parts_none_empty() {
    Upload upload = newUpload(newBucket(), "k", 0);
    assertThat(await(uploads().parts(upload, 0, 10))).isEmpty();
  }

  @Test
  void abort_freesTheParts() {
    Upload upload = newUpload(newBucket(), "k", 0);
    await(uploads().putPart(upload, Records.part(1, blobA)));
    await(uploads().abort(upload));
    assertThat(await(uploads().find(upload.ref(), upload.uploadId()))).isEmpty();
    assertThat(collectable(blobA)).containsExactly(blobA);
  }

  @Test
  void ended_everyCall_noSuchUpload() {
    Upload upload = newUpload(newBucket(), "k", 0);
    await(uploads().abort(upload));
    RequestError gone = new RequestError.NoSuchUpload(upload.uploadId().value());
    assertThat(errorOf(uploads().abort(upload))).isEqualTo(gone);
    assertThat(errorOf(uploads().putPart(upload, Records.part(1, blobA)))).isEqualTo(gone);
    NewObject object = Records.object(upload.ref(), blobA);
    assertThat(errorOf(uploads().complete(upload, object, ALWAYS))).isEqualTo(gone);
    assertThat(await(references().known(List.of(blobA)))).isEmpty();
  }

  @Test
  void list_byKeyThenTime_inPages() {
    BucketName bucket = newBucket();
    Upload late = newUpload(bucket, "b", 9);
    Upload early = newUpload(bucket, "b", 1);
    Upload first = newUpload(bucket, "a", 5);
    Upload last = newUpload(bucket, "c", 0);
    assertThat(list(bucket, "", "", Optional.empty(), Optional.empty(), 10).uploads())
        .containsExactly(first, early, late, last);
    UploadListing.Page page = list(bucket, "", "", Optional.empty(), Optional.empty(), 2);
    assertThat(page.uploads()).containsExactly(first, early);
    assertThat(page.truncated()).isTrue();
    page = list(bucket, "", "b", Optional.of(early.uploadId().value()), Optional.empty(), 2);
    assertThat(page.uploads()).containsExactly(late, last);
    assertThat(page.truncated()).isFalse();
    assertThat(list(bucket, "", "b", Optional.empty(), Optional.empty(), 10).uploads())
        .containsExactly(last);
    assertThat(list(bucket, "b", "", Optional.empty(), Optional.empty(), 10).uploads())
        .containsExactly(early, late);
    await(uploads().abort(early));
    assertThat(
            list(bucket, "", "b", Optional.of(early.uploadId().value()), Optional.empty(), 9)
                .uploads())
        .containsExactly(late, last);
    assertThat(list(bucket, "", "", Optional.empty(), Optional.empty(), 0).truncated()).isFalse();
  }

  @Test
  void list_markerOfAnotherKeyOrOfNoUpload_refused() {
    BucketName bucket = newBucket();
    newUpload(bucket, "a", 0);
    Upload other = newUpload(bucket, "b", 0);
    for (String marker :
        List.of(other.uploadId().value(), "nobody", UUID.randomUUID().toString())) {
      assertThat(
              errorOf(
                  uploads()
                      .list(
                          new UploadListing.Query(
                              bucket, "", Optional.empty(), "a", Optional.of(marker), 9))))
          .isEqualTo(new RequestError.InvalidUploadMarker(marker));
    }
  }

  @Test
  void list_markerInsideACommonPrefix_skipsThePrefix() {
    BucketName bucket = newBucket();
    newUpload(bucket, "d/1", 0);
    newUpload(bucket, "d/2", 0);
    Upload file = newUpload(bucket, "e", 0);
    UploadListing.Page page = list(bucket, "", "d/1", Optional.empty(), Optional.of("/"), 9);
    assertThat(page.commonPrefixes()).isEmpty();
    assertThat(page.uploads()).containsExactly(file);
  }

  @Test
  void list_delimiter_rollsUp() {
    BucketName bucket = newBucket();
    Upload plain = newUpload(bucket, "p%", 0);
    newUpload(bucket, "p%/x/1", 1);
    newUpload(bucket, "p%/x/2", 1);
    newUpload(bucket, "p%/y/1", 1);
    Upload file = newUpload(bucket, "p%/z", 1);
    newUpload(bucket, "pX/z", 1);
    Optional<String> slash = Optional.of("/");
    UploadListing.Page page = list(bucket, "p%/", "", Optional.empty(), slash, 10);
    assertThat(page.commonPrefixes()).containsExactly("p%/x/", "p%/y/");
    assertThat(page.uploads()).containsExactly(file);
    page = list(bucket, "p%/", "p%/x/", Optional.empty(), slash, 1);
    assertThat(page.commonPrefixes()).containsExactly("p%/y/");
    assertThat(page.truncated()).isTrue();
    page = list(bucket, "", "", Optional.empty(), slash, 10);
    assertThat(page.commonPrefixes()).containsExactly("p%/", "pX/");
    assertThat(page.uploads()).containsExactly(plain);
  }

  private UploadListing.Page list(
      BucketName bucket,
      String prefix,
      String keyMarker,
      Optional<String> idMarker,
      Optional<String> delimiter,
      int limit) {
    return await(
        uploads()
            .list(new UploadListing.Query(bucket, prefix, delimiter, keyMarker, idMarker, limit)));
  }
}
