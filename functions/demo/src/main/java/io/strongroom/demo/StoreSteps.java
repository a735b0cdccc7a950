package io.strongroom.demo;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
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
record StoreSteps(StepContext step) {
  private static final int SHOWN_BYTES = 20;

  void run() {
    Narrator story = step.story();
    story.step("A bucket whose objects are encrypted under a KMS key", this::bucketDefault);
    story.step("An object put without a word about encryption, and got back", this::putAndGet);
    story.step("What rests on the disk", this::blob);
    story.step("The envelope: how the object's data key is kept", this::envelope);
  }

  private void bucketDefault() {
    step.clients().objects().createBucket(b -> b.bucket(StepContext.BUCKET));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(step.firstKey()))
            .build();
    step.clients()
        .objects()
        .putBucketEncryption(
            b ->
                b.bucket(StepContext.BUCKET).serverSideEncryptionConfiguration(c -> c.rules(rule)));
    ServerSideEncryptionByDefault told =
        step.clients()
            .objects()
            .getBucketEncryption(b -> b.bucket(StepContext.BUCKET))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst()
            .applyServerSideEncryptionByDefault();
    step.story()
        .check(
            told.sseAlgorithm() == ServerSideEncryption.AWS_KMS
                && step.firstKey().equals(told.kmsMasterKeyID()),
            "bucket \"demo\" made, its default set to SSE-KMS (aws:kms)");
    step.story().detail("KMS key " + keyId(step.firstKey()));
  }

  private void putAndGet() throws IOException {
    step.clients()
        .objects()
        .putObject(
            b -> b.bucket(StepContext.BUCKET).key(StepContext.OBJECT),
            RequestBody.fromFile(step.file().path()));
    HeadObjectResponse head =
        step.clients()
            .objects()
            .headObject(b -> b.bucket(StepContext.BUCKET).key(StepContext.OBJECT));
    step.story()
        .check(
            head.contentLength() == step.file().size()
                && head.serverSideEncryption() == ServerSideEncryption.AWS_KMS
                && step.firstKey().equals(head.ssekmsKeyId()),
            "%,d bytes put; the answer names aws:kms and the key".formatted(step.file().size()));
    step.checkIdentical(StepContext.OBJECT, b -> {});
  }

  private void blob() throws IOException, SQLException {
    Path blob = step.kept().record(StepContext.BUCKET, StepContext.OBJECT).blob();
    long size = Files.size(blob);
    step.story()
        .check(
            size == SealedSize.ofPlaintext(step.file().size()),
            "the blob has %,d bytes, as the format's formula says".formatted(size));
    step.story()
        .detail(
            "%d of header, %,d of content, %d for each of %,d segments"
                .formatted(
                    SealedSize.HEADER_BYTES,
                    step.file().size(),
                    SealedSize.TAG_BYTES,
                    SealedSize.segments(step.file().size())));
    try (InputStream in = Files.newInputStream(blob)) {
      step.story()
          .detail(
              "first bytes: " + HexFormat.ofDelimiter(" ").formatHex(in.readNBytes(SHOWN_BYTES)));
    }
    searchForPlaintext();
  }

  private void searchForPlaintext() throws IOException {
    Optional<byte[]> sample = step.file().sample();
    if (sample.isEmpty()) {
      step.story().detail("the file is too short or uniform to be looked for");
      return;
    }
    List<Path> files = step.kept().files();
    // A search that cannot find proves nothing: it has to find the sample in the file itself.
    boolean searchWorks = step.kept().filesWith(List.of(step.file().path()), sample.get()) == 1;
    step.story()
        .check(
            searchWorks && step.kept().filesWith(files, sample.get()) == 0,
            "no plaintext in %,d files of blobs, database and logs".formatted(files.size()));
  }

  private void envelope() throws SQLException {
    StoredRecord record = step.kept().record(StepContext.BUCKET, StepContext.OBJECT);
    switch (record.envelope().wrap()) {
      case KmsWrap wrap -> {
        step.story()
            .check(
                wrap.keyId().text().equals(step.firstKey()),
                "wrapped by the KMS key, and by it alone");
        step.story().detail(wrap.keyId().text());
        step.story()
            .check(
                wrap.dataKey().length() > record.envelope().suite().keyLength(),
                "wrapped data key: %d bytes; cipher %s"
                    .formatted(wrap.dataKey().length(), record.envelope().suite().aeadName()));
        step.story().detail("bound to the object: " + wrap.context().pairs());
      }
      case BucketKeyWrap _, CustomerKeyWrap _, LayeredWrap _ ->
          step.story().check(false, "not wrapped by a KMS key");
    }
  }

  private static String keyId(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
