package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.FixedSaltWraps;
import java.util.Arrays;

/** The cases of local wraps. */
final class WrapVectors {

  static final String BUCKET_KEY = "strongroom/bucket-key-wrap@v1";
  static final String CUSTOMER_KEY = "strongroom/customer-key-wrap@v1";
  static final String OUTER_KEY = "strongroom/outer-key-wrap@v1";
  static final String METADATA_KEY = "strongroom/metadata-key-wrap@v1";

  private static final int MAX_ARN = 4096;
  private static final String BUCKET_ARN = "arn:aws:s3:::bucket/";
  private static final byte[] KEY = Seeds.bytes("wrapping key", 32);

  private final Cases cases;
  private final byte[] secret;

  WrapVectors(Cases cases) {
    this.cases = cases;
    this.secret = Seeds.bytes("customer-key", cases.suite().keyLength());
  }

  void add() {
    int keyLength = cases.suite().keyLength();
    valid("bucket-key", BUCKET_KEY, keyLength);
    valid("customer-key", CUSTOMER_KEY, keyLength);
    valid("metadata-key", METADATA_KEY, 32);
    cases.rejected("another-version", "bucket-key", "flip 0");
    cases.rejected("salt-changed", "bucket-key", "flip 1");
    cases.rejected("commitment-changed", "bucket-key", "flip 33");
    cases.rejected("secret-changed", "bucket-key", "flip 65");
    cases.rejected("cut", "bucket-key", "cut 80");
    cases.rejected("byte-appended", "bucket-key", "append 00");
    cases.other("another-key", "customer-key", "wrapping-key", "22".repeat(32));
    cases.other("short-key", "customer-key", "wrapping-key", "22".repeat(16));
    cases.other("another-object", "customer-key", "object-arn", "arn:aws:s3:::bucket/other");
    cases.other("another-purpose", "customer-key", "purpose", BUCKET_KEY);
    cases.other("another-suite", "customer-key", "suite", cases.otherSuite().id());
    addLengths();
    addUnknown();
    addNames();
  }

  /** Of the key of an outer layer, which names the suite of the layer. */
  void addOuter() {
    valid("outer-key", OUTER_KEY, cases.suite().layer(), 32);
    cases.other("outer-key-another-key", "outer-key", "wrapping-key", "22".repeat(32));
    cases.other("outer-key-another-object", "outer-key", "object-arn", BUCKET_ARN + "other");
    cases.other("outer-key-as-bucket-key", "outer-key", "purpose", BUCKET_KEY);
    cases.other("outer-key-of-another-suite", "outer-key", "suite", cases.suite().id());
    cases.rejected("outer-key-changed", "outer-key", "flip 65");
    cases.other("bucket-key-as-outer-key", "bucket-key", "purpose", OUTER_KEY);
  }

  private void valid(String what, String purpose, int length) {
    valid(what, purpose, cases.suite(), length);
  }

  private void valid(String what, String purpose, Suite suite, int length) {
    byte[] clear = Seeds.bytes(what, length);
    cases
        .success(what)
        .with("suite", suite.id())
        .with("purpose", purpose)
        .with("wrapping-key", KEY)
        .with("object-arn", Cases.ARN)
        .with("secret", clear)
        .with("wrapped", wrap(what, purpose, suite.id(), KEY, Cases.ARN, clear));
  }

  /** Wraps that hold in every way, but for a length. */
  private void addLengths() {
    for (String purpose : new String[] {BUCKET_KEY, CUSTOMER_KEY, METADATA_KEY}) {
      String from = purpose.substring("strongroom/".length(), purpose.indexOf("-wrap@"));
      byte[] right = cases.bytes(from, "secret");
      addLength(from + "-secret-empty", purpose, from, new byte[0]);
      addLength(from + "-secret-too-short", purpose, from, Arrays.copyOf(right, right.length - 1));
      addLength(from + "-secret-too-long", purpose, from, Arrays.copyOf(right, right.length + 1));
    }
    addLength("metadata-key-short", METADATA_KEY, "metadata-key", Arrays.copyOf(secret, 16));
    madeWith("made-with-short-key", Arrays.copyOf(KEY, 16));
    madeWith("made-with-long-key", Arrays.copyOf(KEY, 33));
  }

  private void addLength(String what, String purpose, String from, byte[] clear) {
    cases
        .rejected(what, from)
        .with("secret", clear)
        .with("wrapped", wrap(what, purpose, cases.suite().id(), KEY, Cases.ARN, clear));
  }

  private void madeWith(String what, byte[] key) {
    cases
        .rejected(what, "customer-key")
        .with("wrapping-key", key)
        .with("wrapped", wrap(what, CUSTOMER_KEY, cases.suite().id(), key, Cases.ARN, secret));
  }

  private void addUnknown() {
    String purpose = "strongroom/other-wrap@v1";
    cases
        .other("unknown-purpose", "customer-key", "purpose", purpose)
        .with("wrapped", wrap("salt", purpose, cases.suite().id(), KEY, Cases.ARN, secret));
    cases
        .other("unknown-suite", "customer-key", "suite", 9)
        .with("wrapped", wrap("salt", CUSTOMER_KEY, 9, KEY, Cases.ARN, secret));
  }

  private void addNames() {
    String longest = BUCKET_ARN + "a".repeat(MAX_ARN - BUCKET_ARN.length());
    named(cases.success("arn-longest", "customer-key"), longest);
    named(cases.success("arn-not-normalized", "customer-key"), BUCKET_ARN + "e\u0301");
    named(cases.rejected("arn-too-long", "customer-key"), longest + "a");
    named(cases.rejected("arn-empty", "customer-key"), "");
  }

  private void named(VectorFile file, String arn) {
    file.with("object-arn", arn)
        .with("wrapped", wrap("named", CUSTOMER_KEY, cases.suite().id(), KEY, arn, secret));
  }

  private static byte[] wrap(
      String salt, String purpose, int suite, byte[] key, String arn, byte[] clear) {
    byte[] additionalData = new RawRecord().raw(purpose).u8(0).u8(suite).raw(arn).toBytes();
    return FixedSaltWraps.wrap(key, clear, purpose, additionalData, Seeds.bytes("salt " + salt, 32))
        .bytes();
  }
}
