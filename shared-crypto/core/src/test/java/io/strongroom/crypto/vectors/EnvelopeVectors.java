package io.strongroom.crypto.vectors;

import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The cases of envelopes. */
final class EnvelopeVectors {

  /** Bytes that are no UTF-8, by what is wrong with them. */
  private static final Map<String, String> NOT_UTF8 =
      new TreeMap<>(
          Map.of("byte", "ff", "surrogate", "eda080", "overlong", "c080", "above", "f4908080"));

  private static final byte[] NONE = {};
  private static final int MAX_PAIRS = 128;
  private static final int MAX_CONTEXT = 16384;
  private static final int MAX_KEY_ID = 2048;
  private static final int MAX_WRAPPED = 8192;

  private final Cases cases;

  EnvelopeVectors(Cases cases) {
    this.cases = cases;
  }

  void add() {
    addValid();
    addMalformed();
    addContexts();
    addTexts();
    addLongContexts();
    addLimits();
  }

  private void addValid() {
    WrappedKey wrapped = WrappedKey.of(Seeds.bytes("wrapped", 60));
    WrappedKey bucketKey = WrappedKey.of(Seeds.bytes("wrapped bucket key", 64));
    EncryptionContext context =
        new EncryptionContext(
            Map.of("aws:s3:arn", Cases.ARN, "team", "blue", "été", "\uD83D\uDE00"));
    valid("kms", new KmsWrap(KmsKeyId.of(Cases.KEY_ID), wrapped, context));
    valid(
        "kms-no-context",
        new KmsWrap(KmsKeyId.of(Cases.KEY_ID), wrapped, EncryptionContext.empty()));
    valid(
        "bucket-key",
        new BucketKeyWrap(
            KmsKeyId.of(Cases.KEY_ID),
            bucketKey,
            EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::bucket"),
            wrapped));
    valid("customer-key", new CustomerKeyWrap(wrapped));
  }

  private void valid(String what, KeyWrap wrap) {
    VectorFile file = cases.success(what).with("suite", cases.suite().id());
    switch (wrap) {
      case KmsWrap kms -> {
        file.with("wrap", "KMS").with("key-id", kms.keyId().text());
        context(file, kms.context()).with("wrapped-data-key", kms.dataKey().bytes());
      }
      case BucketKeyWrap bucket -> {
        file.with("wrap", "bucket key").with("key-id", bucket.keyId().text());
        context(file, bucket.context())
            .with("wrapped-bucket-key", bucket.bucketKey().bytes())
            .with("wrapped-data-key", bucket.dataKey().bytes());
      }
      case CustomerKeyWrap customer ->
          file.with("wrap", "customer key").with("wrapped-data-key", customer.dataKey().bytes());
      case LayeredWrap _ -> throw new AssertionError("in LayeredEnvelopeVectors");
    }
    file.with("envelope", new Envelope(cases.suite(), wrap).encode());
  }

  private static VectorFile context(VectorFile file, EncryptionContext context) {
    context.pairs().forEach((name, value) -> file.with("context", name + "=" + value));
    return file;
  }

  private void addMalformed() {
    cases.rejected("another-version", "customer-key", "flip 3");
    cases.rejected("unknown-suite", "customer-key", "cut 4", "append 09030001aa");
    cases.rejected("unknown-wrap", "customer-key", "cut 5", "append 05000101");
    cases.rejected("bytes-after", "kms", "append 00");
    cases.rejected("cut", "bucket-key", "cut 100");
    cases.rejected("empty", "kms", "cut 0");
  }

  private void addContexts() {
    rejectedContext("context-not-sorted", context("b", "", "a", ""));
    rejectedContext("context-name-twice", context("a", "", "a", ""));
    rejectedContext("context-count-too-high", new RawRecord().u16(0xFFFF));
    // U+FF71 comes before U+1F600 in UTF-8, and after it in UTF-16.
    successContext("context-utf8-order", "\uFF71", "", "\uD83D\uDE00", "");
    rejectedContext("context-utf16-order", context("\uD83D\uDE00", "", "\uFF71", ""));
    successContext("context-empty-value", "a", "");
    successContext("context-empty-name", "", "b");
    successContext("context-nul", "a\0", "b");
    successContext("context-equals-sign", "a", "b=c");
  }

  private void addTexts() {
    NOT_UTF8.forEach(
        (what, bad) -> {
          byte[] bytes = hex(bad);
          rejectedContext("context-name-" + what, new RawRecord().u16(1).bytes(bytes).bytes(NONE));
          rejectedContext("context-value-" + what, new RawRecord().u16(1).text("a").bytes(bytes));
          RawRecord keyId = new RawRecord().bytes(bytes).bytes(new byte[1]).u16(0);
          cases.rejected("key-id-" + what, "kms-no-context", afterHeader(keyId));
        });
  }

  private void addLongContexts() {
    VectorFile most =
        cases.success("context-128-pairs", "kms-no-context", contextChange(pairs(MAX_PAIRS)));
    for (int i = 0; i < MAX_PAIRS; i++) {
      most.with("context", pairName(i) + "=");
    }
    rejectedContext("context-129-pairs", pairs(MAX_PAIRS + 1));
    successContext("context-longest", "a", "b".repeat(MAX_CONTEXT - 1));
    rejectedContext("context-too-long", context("a", "b".repeat(MAX_CONTEXT)));
  }

  private static RawRecord pairs(int count) {
    RawRecord record = new RawRecord().u16(count);
    for (int i = 0; i < count; i++) {
      record.text(pairName(i)).bytes(NONE);
    }
    return record;
  }

  private static String pairName(int i) {
    return String.format("%03d", i);
  }

  private void addLimits() {
    cases
        .success("key-id-longest", "kms-no-context", afterHeader(kms(MAX_KEY_ID, 1)))
        .with("key-id", "a".repeat(MAX_KEY_ID))
        .with("wrapped-data-key", letters(1));
    cases
        .success("wrapped-key-longest", "kms-no-context", afterHeader(kms(1, MAX_WRAPPED)))
        .with("key-id", "a")
        .with("wrapped-data-key", letters(MAX_WRAPPED));
    cases.rejected("empty-key-id", "kms", afterHeader(kms(0, 1)));
    cases.rejected("key-id-too-long", "kms", afterHeader(kms(MAX_KEY_ID + 1, 1)));
    cases.rejected("empty-wrapped-key-kms", "kms", afterHeader(kms(1, 0)));
    cases.rejected("wrapped-key-too-long", "kms", afterHeader(kms(1, MAX_WRAPPED + 1)));
    rejectedBucketKey("empty-bucket-key", 0, 1);
    rejectedBucketKey("bucket-key-too-long", MAX_WRAPPED + 1, 1);
    rejectedBucketKey("bucket-key-empty-data-key", 1, 0);
    rejectedBucketKey("bucket-key-data-key-too-long", 1, MAX_WRAPPED + 1);
    RawRecord tooLong = new RawRecord().bytes(letters(MAX_WRAPPED + 1));
    cases.rejected(
        "empty-wrapped-key", "customer-key", afterHeader(new RawRecord().bytes(letters(0))));
    cases.rejected("customer-key-too-long", "customer-key", afterHeader(tooLong));
  }

  /** A KMS wrap of texts and keys that are all the same letter. */
  private static RawRecord kms(int keyId, int wrapped) {
    return new RawRecord().bytes(letters(keyId)).bytes(letters(wrapped)).u16(0);
  }

  private void rejectedBucketKey(String what, int bucketKey, int dataKey) {
    RawRecord record =
        new RawRecord().text("a").bytes(letters(bucketKey)).u16(0).bytes(letters(dataKey));
    cases.rejected(what, "bucket-key", afterHeader(record));
  }

  private static byte[] letters(int length) {
    return new RawRecord().raw("a".repeat(length)).toBytes();
  }

  /** Replaces all that comes after the number of the wrap. */
  private static String[] afterHeader(RawRecord rest) {
    return new String[] {"cut 6", "append " + rest.toHex()};
  }

  private static RawRecord context(String... namesAndValues) {
    RawRecord record = new RawRecord().u16(namesAndValues.length / 2);
    for (String text : namesAndValues) {
      record.text(text);
    }
    return record;
  }

  private void successContext(String what, String... namesAndValues) {
    VectorFile file = cases.success(what, "kms-no-context", contextChange(context(namesAndValues)));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      file.with("context", namesAndValues[i] + "=" + namesAndValues[i + 1]);
    }
  }

  private void rejectedContext(String what, RawRecord context) {
    cases.rejected(what, "kms-no-context", contextChange(context));
  }

  /** Puts another context in the place of an empty one, which is the last two bytes. */
  private String[] contextChange(RawRecord context) {
    int length = cases.bytes("kms-no-context", "envelope").length;
    return new String[] {"cut " + (length - 2), "append " + context.toHex()};
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
