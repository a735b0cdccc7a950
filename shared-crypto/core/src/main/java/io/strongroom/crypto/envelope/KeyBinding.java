package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.Suite;
import java.nio.charset.StandardCharsets;

/**
 * What a locally wrapped key is bound to, besides its suite and its purpose: the object. A wrap
 * moved to another object's record does not unwrap.
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
