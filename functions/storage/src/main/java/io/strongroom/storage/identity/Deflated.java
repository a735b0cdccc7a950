package io.strongroom.storage.identity;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes in the format of RFC 1950, packed quickly rather than tightly. */
final class Deflated {

  /** What nothing that was packed here exceeds: the records of one batch, each at its longest. */
  private static final int MOST_BYTES = 64 << 20;

  private Deflated() {}

  static Buffer pack(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return Buffer.buffer(packed.toByteArray());
  }

  /**
   * @throws IllegalStateException when the bytes were not packed here
   */
  static byte[] unpack(Buffer packed) {
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(packed.getBytes()))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalStateException("more records than a batch has");
      }
      return bytes;
    } catch (IOException damaged) {
      throw new IllegalStateException("packed records are damaged", damaged);
    }
  }
}
