package io.strongroom.safekeeping;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.local.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.UUID;

/** Copies blobs from one store to another, one after the other. Not thread-safe. */
final class BlobCopies {

  private static final int STEP = 256 * 1024;
  private static final int EACH = 1000;
  private static final int FIELDS = 3;

  private final BlobStore from;
  private final BlobStore to;
  private final PrintStream out;
  private long blobs;
  private long bytes;

  BlobCopies(BlobStore from, BlobStore to, PrintStream out) {
    this.from = from;
    this.to = to;
    this.out = out;
  }

  long blobs() {
    return blobs;
  }

  long bytes() {
    return bytes;
  }

  /** Copies a blob that has to be there, and notes it. */
  void copy(UUID id, Writer list) throws IOException {
    OptionalLong length = from.length(id);
    if (length.isEmpty()) {
      throw new StartupException("The blob " + id + " is named by a record and not there.");
    }
    list.write(id + "\t" + length.getAsLong() + "\t" + transfer(id, length.getAsLong()) + "\n");
  }

  /** Copies all blobs of a list, each of which has to be what was noted. */
  void copyAll(Path list) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(list)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
          throw new IOException("the list of blobs cannot be read: " + line);
        }
        UUID id = UUID.fromString(fields[0]);
        String digest = transfer(id, Long.parseLong(fields[1]));
        if (!digest.equals(fields[2])) {
          throw new StartupException("The blob " + id + " is not what the backup wrote.");
        }
      }
    }
  }

  /** What is at its place already is replaced by nothing: only compared. */
  private String transfer(UUID id, long length) throws IOException {
    MessageDigest digest = Sha256Text.sha256();
    if (to.length(id).isPresent()) {
      read(to, id, length, (buffer, count) -> digest.update(buffer, 0, count));
    } else {
      try (BlobStore.Writer writer = to.create(id, OptionalLong.of(length))) {
        read(
            from,
            id,
            length,
            (buffer, count) -> {
              digest.update(buffer, 0, count);
              writer.write(buffer, 0, count);
            });
        writer.commit();
      }
    }
    blobs++;
    bytes += length;
    if (blobs % EACH == 0) {
      out.printf("%d blobs, %d bytes%n", blobs, bytes);
    }
    return Sha256Text.hex(digest);
  }

  /** Takes bytes as they are read. */
  private interface Taker {
    void take(byte[] buffer, int count) throws IOException;
  }

  private static void read(BlobStore store, UUID id, long length, Taker taker) throws IOException {
    byte[] buffer = new byte[(int) Math.min(STEP, length)];
    try (SealedInput input = store.open(id, Stretch.all(length))) {
      if (input.length() != length) {
        throw new StartupException("The blob " + id + " has another length than was noted.");
      }
      for (long at = 0; at < length; at += buffer.length) {
        int count = (int) Math.min(buffer.length, length - at);
        input.readFully(at, buffer, 0, count);
        taker.take(buffer, count);
      }
    }
  }
}
