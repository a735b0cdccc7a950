package io.strongroom.demo;

import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Encrypting the stored object otherwise, by CopyObject. */
record CopySteps(StepContext step) {
  private static final String SM4_COPY = "report-sm4";
  private static final String CUSTOMER_COPY = "report-sse-c";

  void run() {
    Narrator story = step.story();
    story.step("Re-encryption from AES-256 to SM4", this::toSm4);
    story.step("Re-encryption under a key the customer keeps (SSE-C)", this::toCustomerKey);
    story.step("Re-keying the object: same data, a second KMS key", this::rekey);
  }

  private void toSm4() throws IOException, SQLException {
    step.copyTo(
        SM4_COPY,
        b ->
            b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(step.firstKey())
                .overrideConfiguration(o -> o.putHeader(StepContext.DATA_CIPHER_HEADER, "SM4")));
    HeadObjectResponse head =
        step.clients().objects().headObject(b -> b.bucket(StepContext.BUCKET).key(SM4_COPY));
    String told =
        head.sdkHttpResponse()
            .firstMatchingHeader(StepContext.DATA_CIPHER_HEADER)
            .orElse("nothing");
    String stored = step.kept().record(StepContext.BUCKET, SM4_COPY).envelope().suite().aeadName();
    step.story()
        .check(
            told.equals("SM4") && stored.toUpperCase(Locale.ROOT).contains("SM4"),
            "copied; the object is now under " + stored);
    step.checkIdentical(SM4_COPY, b -> {});
  }

  private void toCustomerKey() throws IOException, SQLException, NoSuchAlgorithmException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    String encoded = Base64.getEncoder().encodeToString(key);
    // S3: the key travels with its MD5, against damage on the way.
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    Arrays.fill(key, (byte) 0);
    step.copyTo(
        CUSTOMER_COPY,
        b -> b.sseCustomerAlgorithm("AES256").sseCustomerKey(encoded).sseCustomerKeyMD5(digest));
    step.story()
        .check(
            step.kept().record(StepContext.BUCKET, CUSTOMER_COPY).envelope().wrap()
                instanceof CustomerKeyWrap,
            "copied; neither the key nor its hash is kept");
    step.checkIdentical(
        CUSTOMER_COPY,
        b -> b.sseCustomerAlgorithm("AES256").sseCustomerKey(encoded).sseCustomerKeyMD5(digest));
    refusedWithoutKey();
  }

  private void refusedWithoutKey() throws IOException {
    try (InputStream body =
        step.clients().objects().getObject(b -> b.bucket(StepContext.BUCKET).key(CUSTOMER_COPY))) {
      step.story().check(body.read() < 0, "got without the key");
      step.story().check(false, "a request without the key should have been refused");
    } catch (S3Exception e) {
      step.story()
          .check(
              e.statusCode() == 400,
              "without the key: refused, %d %s"
                  .formatted(e.statusCode(), e.awsErrorDetails().errorCode()));
    }
  }

  private record Fingerprint(Path file, Object inode, Object modified, String sha256) {
    static Fingerprint of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      try (InputStream in = Files.newInputStream(file)) {
        return new Fingerprint(
            file,
            String.valueOf(attributes.fileKey()),
            attributes.lastModifiedTime(),
            DemoFile.sha256(in));
      }
    }
  }

  private void rekey() throws IOException, SQLException {
    StoredRecord before = step.kept().record(StepContext.BUCKET, StepContext.OBJECT);
    Fingerprint blobBefore = Fingerprint.of(before.blob());
    step.copyTo(
        StepContext.OBJECT,
        b -> b.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(step.secondKey()));
    StoredRecord after = step.kept().record(StepContext.BUCKET, StepContext.OBJECT);
    step.story()
        .check(
            before.blobs().equals(after.blobs()) && blobBefore.equals(Fingerprint.of(after.blob())),
            "the blob is untouched: same file, time and SHA-256");
    step.story()
        .check(
            after.envelope().wrap() instanceof KmsWrap wrap
                && wrap.keyId().text().equals(step.secondKey()),
            "its data key is now wrapped by the second KMS key");
    step.story()
        .detail(
            "%,d bytes of envelope rewritten for %,d bytes of content"
                .formatted(after.envelope().encode().length, step.file().size()));
    step.checkIdentical(StepContext.OBJECT, b -> {});
  }
}
