package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.FileInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part from start to end, out of whichever of its files can be read. All hold the same
 * stream, so where one fails the next goes on at the same position, and what is written is without
 * a gap. A file that failed at one place may be of use further on, when another has led past it: it
 * is then opened anew, with all checks, since an opening ends with the first rejected segment (SPEC
 * §3.4). Not thread-safe.
 */
final class BlobSource implements AutoCloseable {

  private final Part part;
  private final DataKey key;
  private final Deque<Path> files;
  private final Set<Path> failedHere = new HashSet<>();
  private final Map<Path, Exception> failures = new LinkedHashMap<>();
  private @Nullable SealedReader reader;
  private long position;

  /** Since the first failure: files with bad places take turns at each segment. */
  private boolean bySegment;

  /**
   * Opens nothing yet.
   *
   * @param key lent until this is closed
   * @param files the ones to try, in this order
   */
  BlobSource(Part part, DataKey key, List<Path> files) {
    this.part = part;
    this.key = key;
    this.files = new ArrayDeque<>(files);
  }

  /**
   * The next bytes, authenticated.
   *
   * @param buffer for whole segments, one at least
   * @return how many were read into it, or -1 at the end
   * @throws BlobUnusable when no file gives them
   */
  int read(byte[] buffer) throws BlobUnusable {
    while (failedHere.size() < files.size()) {
      try {
        return readFrom(files.element(), buffer);
      } catch (IOException | CiphertextRejected e) {
        if (reader != null && !bySegment) {
          bySegment = true;
          close();
        } else {
          giveUp(files.remove(), e);
        }
      }
    }
    throw new BlobUnusable(part.blobId(), failures);
  }

  private int readFrom(Path file, byte[] buffer) throws IOException {
    SealedReader current = reader;
    if (current == null) {
      current = part.open(key, FileInput.open(file));
      reader = current;
    }
    int length = bySegment ? SealedSize.SEGMENT_BYTES : buffer.length;
    int read = current.read(position, buffer, 0, length);
    if (read > 0) {
      position += read;
      failedHere.clear();
    }
    return read;
  }

  private void giveUp(Path file, Exception why) {
    close();
    failures.putIfAbsent(file, why);
    failedHere.add(file);
    files.add(file);
  }

  @Override
  public void close() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        // It was read only, and what it gave is authentic.
      }
      reader = null;
    }
  }
}
