package io.strongroom.crypto.vectors;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;

/** The cases of envelopes looked up for an object, before a KMS is asked (SPEC §4.1). */
final class OpenVectors {

  private static final String BUCKET = "arn:aws:s3:::bucket";
  private static final String OBJECT = BUCKET + "/a";
  private static final String ARN = "aws:s3:arn";
  private static final String USE = "strongroom:use";
  private static final WrappedKey WRAPPED = WrappedKey.of(Seeds.bytes("wrapped", 60));

  private final Cases cases;

  OpenVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    addKms();
    addBucketKey();
    addPrefixes();
    addUploads();
  }

  private void addKms() {
    KeyWrap bound = kms(OBJECT);
    bound("kms", Cases.ARN, kms(Cases.ARN));
    bound("kms-other-pairs-too", OBJECT, kms(arn(OBJECT).with("team", "blue")));
    refused("kms-bucket", OBJECT, kms(BUCKET));
    refused("kms-another-object", BUCKET + "/b", bound);
    refused("kms-another-bucket", "arn:aws:s3:::other/a", bound);
    refused("kms-no-pair", OBJECT, kms(EncryptionContext.empty()));
    refused("kms-pair-in-capitals", OBJECT, kms(pair("AWS:S3:ARN", OBJECT)));
    refused("kms-object-in-capitals", BUCKET + "/A", bound);
    refused("kms-not-normalized", BUCKET + "/\u00e9", kms(BUCKET + "/e\u0301"));
  }

  private void addBucketKey() {
    bound("bucket-key", Cases.ARN, bucketKey(BUCKET));
    bound("bucket-key-of-one-object", Cases.ARN, bucketKey(Cases.ARN));
    refused("bucket-key-another-bucket", OBJECT, bucketKey("arn:aws:s3:::other"));
    refused("bucket-key-another-object", OBJECT, bucketKey(BUCKET + "/b"));
    refused("bucket-key-folder", Cases.ARN, bucketKey(BUCKET + "/folder"));
    refused("bucket-key-bucket-and-slash", OBJECT, bucketKey(BUCKET + "/"));
    refused("bucket-key-no-pair", OBJECT, bucketKey(EncryptionContext.empty()));
  }

  /** One name begins with the other. */
  private void addPrefixes() {
    refused("kms-object-longer", OBJECT, kms(OBJECT + "b"));
    refused("kms-object-shorter", OBJECT + "b", kms(OBJECT));
    refused("bucket-key-object-longer", OBJECT, bucketKey(OBJECT + "b"));
    refused("bucket-key-object-shorter", OBJECT + "b", bucketKey(OBJECT));
    refused("bucket-key-bucket-longer", OBJECT, bucketKey(BUCKET + "b"));
    refused("bucket-key-bucket-shorter", BUCKET + "b/a", bucketKey(BUCKET));
  }

  private void addUploads() {
    refused("upload", OBJECT, bucketKey(arn(BUCKET).with(USE, "upload")));
    refused("upload-of-one-object", OBJECT, bucketKey(arn(OBJECT).with(USE, "upload")));
    refused("bucket-key-another-use", OBJECT, bucketKey(arn(BUCKET).with(USE, "")));
    refused("kms-upload", OBJECT, kms(arn(OBJECT).with(USE, "upload")));
  }

  private void bound(String what, String objectArn, KeyWrap wrap) {
    lines(cases.success(what), objectArn, wrap);
  }

  private void refused(String what, String objectArn, KeyWrap wrap) {
    VectorFile file = VectorFile.of("rejected");
    cases.put(what, file);
    lines(file, objectArn, wrap);
  }

  private void lines(VectorFile file, String objectArn, KeyWrap wrap) {
    file.with("object-arn", objectArn).with("envelope", new Envelope(cases.suite(), wrap).encode());
  }

  private static EncryptionContext pair(String name, String value) {
    return EncryptionContext.empty().with(name, value);
  }

  private static EncryptionContext arn(String arn) {
    return pair(ARN, arn);
  }

  private static KeyWrap kms(String arn) {
    return kms(arn(arn));
  }

  private static KeyWrap kms(EncryptionContext context) {
    return new KmsWrap(KmsKeyId.of(Cases.KEY_ID), WRAPPED, context);
  }

  private static KeyWrap bucketKey(String arn) {
    return bucketKey(arn(arn));
  }

  private static KeyWrap bucketKey(EncryptionContext context) {
    return new BucketKeyWrap(KmsKeyId.of(Cases.KEY_ID), WRAPPED, context, WRAPPED);
  }
}
