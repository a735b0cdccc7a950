package io.strongroom.storage.identity;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes in the format of RFC 1950, packed quickly rather than tightly. */
final class Deflated {

  /** What nothing that was packed here exceeds: the records of one batch, each at its longest. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int ROOM = 16 * 1024;

  private Deflated() {}

  /** What is to be packed, as it comes. */
  @FunctionalInterface
  interface Content {

    /** Writes all of it; may close what it writes to. */
    void writeTo(OutputStream out) throws IOException;
  }

  static Buffer pack(Content content) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(ROOM);
    try (OutputStream out =
        new BufferedOutputStream(new DeflaterOutputStream(packed, deflater, ROOM), ROOM)) {
      content.writeTo(out);
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
