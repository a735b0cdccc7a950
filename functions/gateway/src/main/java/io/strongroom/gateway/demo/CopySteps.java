package io.strongroom.gateway.demo;

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
record CopySteps(Scene scene) {
  private static final String SM4_COPY = "report-sm4";
  private static final String CUSTOMER_COPY = "report-sse-c";

  void run() {
    Narrator story = scene.story();
    story.step("Re-encryption from AES-256 to SM4", this::toSm4);
    story.step("Re-encryption under a key the customer keeps (SSE-C)", this::toCustomerKey);
    story.step("Re-keying the object: same data, a second KMS key", this::rekey);
  }

  private void toSm4() throws IOException, SQLException {
    scene.copyTo(
        SM4_COPY,
        b ->
            b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(scene.firstKey())
                .overrideConfiguration(o -> o.putHeader(Scene.DATA_CIPHER_HEADER, "SM4")));
    HeadObjectResponse head =
        scene.clients().objects().headObject(b -> b.bucket(Scene.BUCKET).key(SM4_COPY));
    String told =
        head.sdkHttpResponse().firstMatchingHeader(Scene.DATA_CIPHER_HEADER).orElse("nothing");
    String stored = scene.storeroom().record(Scene.BUCKET, SM4_COPY).envelope().suite().aeadName();
    scene
        .story()
        .check(
            told.equals("SM4") && stored.toUpperCase(Locale.ROOT).contains("SM4"),
            "copied; the object is now under " + stored);
    scene.checkIdentical(SM4_COPY, b -> {});
  }

  private void toCustomerKey() throws IOException, SQLException, NoSuchAlgorithmException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    String encoded = Base64.getEncoder().encodeToString(key);
    // S3: the key travels with its MD5, against damage on the way.
    String digest =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    Arrays.fill(key, (byte) 0);
    scene.copyTo(
        CUSTOMER_COPY,
        b -> b.sseCustomerAlgorithm("AES256").sseCustomerKey(encoded).sseCustomerKeyMD5(digest));
    scene
        .story()
        .check(
            scene.storeroom().record(Scene.BUCKET, CUSTOMER_COPY).envelope().wrap()
                instanceof CustomerKeyWrap,
            "copied; neither the key nor its hash is kept");
    scene.checkIdentical(
        CUSTOMER_COPY,
        b -> b.sseCustomerAlgorithm("AES256").sseCustomerKey(encoded).sseCustomerKeyMD5(digest));
    refusedWithoutKey();
  }

  private void refusedWithoutKey() throws IOException {
    try (InputStream body =
        scene.clients().objects().getObject(b -> b.bucket(Scene.BUCKET).key(CUSTOMER_COPY))) {
      scene.story().check(body.read() < 0, "got without the key");
      scene.story().check(false, "a request without the key should have been refused");
    } catch (S3Exception e) {
      scene
          .story()
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
    StoredRecord before = scene.storeroom().record(Scene.BUCKET, Scene.OBJECT);
    Fingerprint blobBefore = Fingerprint.of(before.blob());
    scene.copyTo(
        Scene.OBJECT,
        b -> b.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(scene.secondKey()));
    StoredRecord after = scene.storeroom().record(Scene.BUCKET, Scene.OBJECT);
    scene
        .story()
        .check(
            before.blobs().equals(after.blobs()) && blobBefore.equals(Fingerprint.of(after.blob())),
            "the blob is untouched: same file, time and SHA-256");
    scene
        .story()
        .check(
            after.envelope().wrap() instanceof KmsWrap wrap
                && wrap.keyId().equals(scene.secondKey()),
            "its data key is now wrapped by the second KMS key");
    scene
        .story()
        .detail(
            "%,d bytes of envelope rewritten for %,d bytes of content"
                .formatted(after.envelope().encode().length, scene.file().size()));
    scene.checkIdentical(Scene.OBJECT, b -> {});
  }
}
