package io.strongroom.gateway.demo;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.segment.SealedSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Storing an object under the bucket's default, and what then rests on the disk. */
record StoreSteps(Scene scene) {
  private static final int SHOWN_BYTES = 20;

  void run() {
    Narrator story = scene.story();
    story.step("A bucket whose objects are encrypted under a KMS key", this::bucketDefault);
    story.step("An object put without a word about encryption, and got back", this::putAndGet);
    story.step("What rests on the disk", this::blob);
    story.step("The envelope: how the object's data key is kept", this::envelope);
  }

  private void bucketDefault() {
    scene.clients().objects().createBucket(b -> b.bucket(Scene.BUCKET));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(scene.firstKey()))
            .build();
    scene
        .clients()
        .objects()
        .putBucketEncryption(
            b -> b.bucket(Scene.BUCKET).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    ServerSideEncryptionByDefault told =
        scene
            .clients()
            .objects()
            .getBucketEncryption(b -> b.bucket(Scene.BUCKET))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst()
            .applyServerSideEncryptionByDefault();
    scene
        .story()
        .check(
            told.sseAlgorithm() == ServerSideEncryption.AWS_KMS
                && scene.firstKey().equals(told.kmsMasterKeyID()),
            "bucket \"demo\" made, its default set to SSE-KMS (aws:kms)");
    scene.story().detail("KMS key " + keyId(scene.firstKey()));
  }

  private void putAndGet() throws IOException {
    scene
        .clients()
        .objects()
        .putObject(
            b -> b.bucket(Scene.BUCKET).key(Scene.OBJECT),
            RequestBody.fromFile(scene.file().path()));
    HeadObjectResponse head =
        scene.clients().objects().headObject(b -> b.bucket(Scene.BUCKET).key(Scene.OBJECT));
    scene
        .story()
        .check(
            head.contentLength() == scene.file().size()
                && head.serverSideEncryption() == ServerSideEncryption.AWS_KMS
                && scene.firstKey().equals(head.ssekmsKeyId()),
            "%,d bytes put; the answer names aws:kms and the key".formatted(scene.file().size()));
    scene.checkIdentical(Scene.OBJECT, b -> {});
  }

  private void blob() throws IOException, SQLException {
    Path blob = scene.storeroom().record(Scene.BUCKET, Scene.OBJECT).blob();
    long size = Files.size(blob);
    scene
        .story()
        .check(
            size == SealedSize.ofPlaintext(scene.file().size()),
            "the blob has %,d bytes, as the format's formula says".formatted(size));
    scene
        .story()
        .detail(
            "%d of header, %,d of content, %d for each of %,d segments"
                .formatted(
                    SealedSize.HEADER_BYTES,
                    scene.file().size(),
                    SealedSize.TAG_BYTES,
                    SealedSize.segments(scene.file().size())));
    try (InputStream in = Files.newInputStream(blob)) {
      scene
          .story()
          .detail(
              "first bytes: " + HexFormat.ofDelimiter(" ").formatHex(in.readNBytes(SHOWN_BYTES)));
    }
    searchForPlaintext();
  }

  private void searchForPlaintext() throws IOException {
    Optional<byte[]> sample = scene.file().sample();
    if (sample.isEmpty()) {
      scene.story().detail("the file is too short or uniform to be looked for");
      return;
    }
    List<Path> files = scene.storeroom().files();
    // A search that cannot find proves nothing: it has to find the sample in the file itself.
    boolean searchWorks =
        scene.storeroom().filesWith(List.of(scene.file().path()), sample.get()) == 1;
    scene
        .story()
        .check(
            searchWorks && scene.storeroom().filesWith(files, sample.get()) == 0,
            "no plaintext in %,d files of blobs, database and logs".formatted(files.size()));
  }

  private void envelope() throws SQLException {
    StoredRecord record = scene.storeroom().record(Scene.BUCKET, Scene.OBJECT);
    switch (record.envelope().wrap()) {
      case KmsWrap wrap -> {
        scene
            .story()
            .check(
                wrap.keyId().equals(scene.firstKey()), "wrapped by the KMS key, and by it alone");
        scene.story().detail(wrap.keyId());
        scene
            .story()
            .check(
                wrap.dataKey().length() > record.envelope().suite().keyLength(),
                "wrapped data key: %d bytes; cipher %s"
                    .formatted(wrap.dataKey().length(), record.envelope().suite().aeadName()));
        scene.story().detail("bound to the object: " + wrap.context().pairs());
      }
      case BucketKeyWrap _, CustomerKeyWrap _ ->
          scene.story().check(false, "not wrapped by a KMS key");
    }
  }

  private static String keyId(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
