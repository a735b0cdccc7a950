package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.Arrays;

/** The cases of envelopes with two layers, alone and looked up for an object. */
final class LayeredEnvelopeVectors {

  private static final String SERVICE_KEY = "arn:aws:kms:eu-west-1:111122223333:key/service";
  private static final String BUCKET = "arn:aws:s3:::bucket";
  private static final String OBJECT = BUCKET + "/a";
  private static final String ARN = "aws:s3:arn";
  private static final String USE = "strongroom:use";
  private static final int HEADER = 5;
  private static final WrappedKey WRAPPED = WrappedKey.of(Seeds.bytes("wrapped", 60));
  private static final WrappedKey BUCKET_KEY = WrappedKey.of(Seeds.bytes("wrapped bucket key", 64));
  private static final WrappedKey OUTER_KEY = WrappedKey.of(Seeds.bytes("wrapped outer", 64));

  private final Cases cases;

  LayeredEnvelopeVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    valid("kms", "KMS", kms(Cases.ARN));
    valid("bucket-key", "bucket key", bucketKey(Cases.ARN, WRAPPED));
    cases.rejected("bytes-after", "kms", "append 00");
    cases.rejected("cut", "kms", "cut 100");
    cases.rejected("one-layer-of-the-suite", "kms", "flip 4");
    raw("layers-in-another-suite", Suite.AES_256_GCM, encoded(kms(OBJECT), OBJECT));
    raw("kms-alone", cases.suite(), tail(kms(OBJECT)));
    raw("bucket-key-alone", cases.suite(), tail(bucketKey(BUCKET, WRAPPED)));
    raw("customer-key", cases.suite(), new RawRecord().u8(3).bytes(new byte[9]).toBytes());
    raw("outer-under-the-kms", cases.suite(), layers(tail(kms(OBJECT)), tail(kms(OBJECT))));
    raw("outer-under-a-customer-key", cases.suite(), layers(tail(kms(OBJECT)), customer()));
    raw("inner-under-a-customer-key", cases.suite(), layers(customer(), outer(BUCKET)));
    raw(
        "layers-in-layers",
        cases.suite(),
        layers(encoded(kms(OBJECT), BUCKET), tail(bucketKey(BUCKET, OUTER_KEY))));
    raw("outer-missing", cases.suite(), new RawRecord().u8(4).raw(tail(kms(OBJECT))).toBytes());
  }

  private void valid(String what, String wrap, KmsHeldWrap inner) {
    BucketKeyWrap outer = bucketKey(BUCKET, OUTER_KEY);
    VectorFile file =
        cases
            .success(what)
            .with("suite", cases.suite().id())
            .with("wrap", wrap)
            .with("key-id", inner.keyId());
    context(file, "context", inner.context());
    if (inner instanceof BucketKeyWrap bucket) {
      file.with("wrapped-bucket-key", bucket.bucketKey().bytes());
    }
    file.with("wrapped-data-key", WRAPPED.bytes()).with("outer-key-id", outer.keyId());
    context(file, "outer-context", outer.context())
        .with("outer-wrapped-bucket-key", outer.bucketKey().bytes())
        .with("outer-wrapped-data-key", outer.dataKey().bytes())
        .with("envelope", new Envelope(cases.suite(), new LayeredWrap(inner, outer)).encode());
  }

  private static VectorFile context(VectorFile file, String line, EncryptionContext context) {
    context.pairs().forEach((name, value) -> file.with(line, name + "=" + value));
    return file;
  }

  private void raw(String what, Suite suite, byte[] wrap) {
    byte[] envelope = new RawRecord().raw("SRE1").u8(suite.id()).raw(wrap).toBytes();
    cases.put(what, VectorFile.of("rejected").with("envelope", envelope));
  }

  static void addOpen(Cases cases) {
    open(cases, "success", "layers", kms(OBJECT), bucketKey(BUCKET, OUTER_KEY));
    open(
        cases,
        "success",
        "layers-of-one-object",
        bucketKey(OBJECT, WRAPPED),
        bucketKey(OBJECT, OUTER_KEY));
    open(cases, "rejected", "inner-of-another-object", kms(OBJECT + "b"), outerWrap(BUCKET));
    open(cases, "rejected", "outer-of-another-bucket", kms(OBJECT), outerWrap(BUCKET + "b"));
    open(cases, "rejected", "outer-of-another-object", kms(OBJECT), outerWrap(BUCKET + "/b"));
    KmsHeldWrap innerOfUpload = held(arn(OBJECT).with(USE, "upload"), WRAPPED);
    BucketKeyWrap outerOfUpload = held(arn(BUCKET).with(USE, "upload"), OUTER_KEY);
    open(cases, "rejected", "inner-of-upload", innerOfUpload, outerWrap(BUCKET));
    open(cases, "rejected", "outer-of-upload", kms(OBJECT), outerOfUpload);
    open(cases, "rejected", "outer-no-pair", kms(OBJECT), held(EncryptionContext.empty(), WRAPPED));
  }

  private static void open(
      Cases cases, String expect, String what, KmsHeldWrap inner, BucketKeyWrap outer) {
    cases.put(
        what,
        VectorFile.of(expect)
            .with("object-arn", OBJECT)
            .with("envelope", new Envelope(cases.suite(), new LayeredWrap(inner, outer)).encode()));
  }

  private static EncryptionContext arn(String arn) {
    return EncryptionContext.empty().with(ARN, arn);
  }

  private static KmsWrap kms(String arn) {
    return new KmsWrap(KmsKeyId.of(Cases.KEY_ID), WRAPPED, arn(arn));
  }

  private static BucketKeyWrap outerWrap(String arn) {
    return bucketKey(arn, OUTER_KEY);
  }

  private static BucketKeyWrap bucketKey(String arn, WrappedKey dataKey) {
    return held(arn(arn), dataKey);
  }

  private static BucketKeyWrap held(EncryptionContext context, WrappedKey dataKey) {
    return new BucketKeyWrap(KmsKeyId.of(SERVICE_KEY), BUCKET_KEY, context, dataKey);
  }

  /** A wrap without the envelope's header. */
  private static byte[] tail(KmsHeldWrap wrap) {
    byte[] envelope = new Envelope(Suite.AES_256_GCM, wrap).encode();
    return Arrays.copyOfRange(envelope, HEADER, envelope.length);
  }

  private static byte[] outer(String arn) {
    return tail(bucketKey(arn, OUTER_KEY));
  }

  private static byte[] customer() {
    return new RawRecord().u8(3).bytes(new byte[9]).toBytes();
  }

  private static byte[] encoded(KmsHeldWrap inner, String outerArn) {
    return layers(tail(inner), outer(outerArn));
  }

  private static byte[] layers(byte[] inner, byte[] outer) {
    return new RawRecord().u8(4).raw(inner).raw(outer).toBytes();
  }
}
