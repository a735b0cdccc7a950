package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.Suite;
import java.nio.charset.StandardCharsets;

/**
 * The object that a wrapped key is bound to: locally, besides its suite and its purpose, and by the
 * pair in a KMS's encryption context. A wrap moved to another object's record does not unwrap.
 *
 * @param objectArn the object's ARN, 1 to 4096 bytes in UTF-8
 */
public record KeyBinding(String objectArn) {

  /**
   * @throws IllegalArgumentException when longer, empty, or not Unicode
   */
  public KeyBinding {
    Bounds.checkObjectArn(objectArn);
  }

  /** What is before the first slash, since the object's key comes after it. */
  String bucketArn() {
    int slash = objectArn.indexOf('/');
    return slash < 0 ? objectArn : objectArn.substring(0, slash);
  }

  /** The additional authenticated data of a wrap (SPEC §5). */
  byte[] additionalData(String purpose, Suite suite) {
    return new RecordWriter(128)
        .raw(purpose.getBytes(StandardCharsets.US_ASCII))
        .u8(0)
        .u8(suite.id())
        .raw(RecordWriter.utf8(objectArn))
        .toBytes();
  }
}
