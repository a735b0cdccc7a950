package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored record of how an object's data key is kept: the suite and the wrap. Public, not
 * secret; of use only to who can unwrap. Immutable.
 *
 * <p>{@link #encode} gives the canonical binary form of SPEC §4: one envelope has one encoding, and
 * {@link #decode} takes no other.
 */
public record Envelope(Suite suite, KeyWrap wrap) {

  private static final byte[] MAGIC = "SRE1".getBytes(StandardCharsets.US_ASCII);
  private static final int KMS = 1;
  private static final int BUCKET_KEY = 2;
  private static final int CUSTOMER_KEY = 3;
  private static final int LAYERED = 4;
  private static final String ARN_PAIR = "aws:s3:arn";
  private static final String USE_PAIR = "strongroom:use";
  private static final String UPLOAD = "upload";
  private static final int USUAL_BYTES = 512;

  /**
   * @throws IllegalArgumentException when the wrap has not as many layers as the suite
   */
  public Envelope {
    Bounds.check(suite.isTwice() == wrap instanceof LayeredWrap, "layers of suite and wrap");
  }

  /** The canonical binary form, at most 70,680 bytes. */
  public byte[] encode() {
    RecordWriter out = new RecordWriter(USUAL_BYTES).raw(MAGIC).u8(suite.id());
    switch (wrap) {
      case KmsHeldWrap held -> write(out, held);
      case CustomerKeyWrap customer -> out.u8(CUSTOMER_KEY).bytes(customer.dataKey().bytes());
      case LayeredWrap layered -> {
        write(out.u8(LAYERED), layered.inner());
        write(out, layered.outer());
      }
    }
    return out.toBytes();
  }

  private static void write(RecordWriter out, KmsHeldWrap wrap) {
    switch (wrap) {
      case KmsWrap kms -> {
        out.u8(KMS).text(kms.keyId().text()).bytes(kms.dataKey().bytes());
        writeContext(out, kms.context());
      }
      case BucketKeyWrap bucket -> {
        out.u8(BUCKET_KEY).text(bucket.keyId().text()).bytes(bucket.bucketKey().bytes());
        writeContext(out, bucket.context());
        out.bytes(bucket.dataKey().bytes());
      }
    }
  }

  /**
   * Parses the canonical binary form.
   *
   * @param record read, not kept
   * @throws CiphertextRejected when it is anything else: another version, an unknown suite or wrap,
   *     cut, extended, out of bounds or in a non-canonical form
   */
  public static Envelope decode(byte[] record) {
    if (record.length > Bounds.MAX_ENVELOPE_BYTES) {
      throw new CiphertextRejected("envelope too long");
    }
    RecordReader in = new RecordReader(record);
    in.expect(MAGIC);
    Suite suite = Suite.ofId(in.u8());
    KeyWrap wrap = readWrap(in);
    in.end();
    if (suite.isTwice() != wrap instanceof LayeredWrap) {
      throw new CiphertextRejected("layers of suite and wrap");
    }
    return new Envelope(suite, wrap);
  }

  /**
   * Checks that this envelope is of the object it was looked up for (SPEC §4.1), before a KMS is
   * asked to unwrap. A customer key's wrap is bound by itself.
   *
   * @throws CiphertextRejected when it belongs to another object or bucket, or to an open upload
   */
  public void requireBinding(KeyBinding object) {
    require(
        switch (wrap) {
          case KmsHeldWrap held -> isOf(object, held);
          case CustomerKeyWrap _ -> true;
          case LayeredWrap both -> isOf(object, both.inner()) && isOf(object, both.outer());
        });
  }

  /**
   * As {@link #requireBinding}, for the second envelope of an open multipart upload of that object.
   *
   * @throws CiphertextRejected when it belongs to another object or bucket, or to a stored object
   */
  public void requireUploadBinding(KeyBinding object) {
    require(
        switch (wrap) {
          case KmsHeldWrap held -> isOfUpload(object, held);
          case CustomerKeyWrap _ -> true;
          case LayeredWrap both ->
              isOfUpload(object, both.inner()) && isOfUpload(object, both.outer());
        });
  }

  private static boolean isOf(KeyBinding object, KmsHeldWrap wrap) {
    boolean bound =
        switch (wrap) {
          case KmsWrap kms -> object.objectArn().equals(arnIn(kms.context()));
          case BucketKeyWrap bucket -> bindsTo(object, bucket);
        };
    return bound && useIn(wrap.context()) == null;
  }

  private static boolean isOfUpload(KeyBinding object, KmsHeldWrap wrap) {
    return switch (wrap) {
      case KmsWrap _ -> false;
      case BucketKeyWrap bucket ->
          bindsTo(object, bucket) && UPLOAD.equals(useIn(bucket.context()));
    };
  }

  private static void require(boolean bound) {
    if (!bound) {
      throw new CiphertextRejected("envelope of another object");
    }
  }

  private static boolean bindsTo(KeyBinding object, BucketKeyWrap wrap) {
    String arn = arnIn(wrap.context());
    return object.bucketArn().equals(arn) || object.objectArn().equals(arn);
  }

  private static @Nullable String arnIn(EncryptionContext context) {
    return context.pairs().get(ARN_PAIR);
  }

  private static @Nullable String useIn(EncryptionContext context) {
    return context.pairs().get(USE_PAIR);
  }

  private static KeyWrap readWrap(RecordReader in) {
    try {
      int kind = in.u8();
      return switch (kind) {
        case CUSTOMER_KEY -> new CustomerKeyWrap(in.wrappedKey());
        case LAYERED -> readLayers(in);
        default -> readHeld(kind, in);
      };
    } catch (IllegalArgumentException e) {
      throw new CiphertextRejected("envelope out of bounds");
    }
  }

  private static LayeredWrap readLayers(RecordReader in) {
    KmsHeldWrap inner = readHeld(in.u8(), in);
    if (readHeld(in.u8(), in) instanceof BucketKeyWrap outer) {
      return new LayeredWrap(inner, outer);
    }
    throw new CiphertextRejected("an outer key without a bucket key");
  }

  private static KmsHeldWrap readHeld(int kind, RecordReader in) {
    return switch (kind) {
      case KMS -> new KmsWrap(KmsKeyId.of(in.text()), in.wrappedKey(), readContext(in));
      case BUCKET_KEY ->
          new BucketKeyWrap(
              KmsKeyId.of(in.text()), in.wrappedKey(), readContext(in), in.wrappedKey());
      default -> throw new CiphertextRejected("unknown wrap");
    };
  }

  /** Pairs in the order of their names' UTF-8 bytes, which other languages can sort by too. */
  private static void writeContext(RecordWriter out, EncryptionContext context) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>(context.pairs().entrySet());
    pairs.sort(
        (a, b) ->
            Arrays.compareUnsigned(RecordWriter.utf8(a.getKey()), RecordWriter.utf8(b.getKey())));
    out.u16(pairs.size());
    pairs.forEach(pair -> out.text(pair.getKey()).text(pair.getValue()));
  }

  private static EncryptionContext readContext(RecordReader in) {
    int count = in.u16();
    Bounds.check(count <= Bounds.MAX_CONTEXT_PAIRS, "context pairs");
    Map<String, String> pairs = new TreeMap<>();
    byte[] previous = null;
    for (int i = 0; i < count; i++) {
      String name = in.text();
      byte[] bytes = RecordWriter.utf8(name);
      if (previous != null && Arrays.compareUnsigned(previous, bytes) >= 0) {
        throw new CiphertextRejected("context not in canonical order");
      }
      previous = bytes;
      pairs.put(name, in.text());
    }
    return new EncryptionContext(pairs);
  }
}
