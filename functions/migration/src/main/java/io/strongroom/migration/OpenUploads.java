package io.strongroom.migration;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A file with the multipart uploads that were begun: those of a copy that was killed are ended by
 * the next one, so that their parts do not stay. It is locked meanwhile, since two copies into one
 * bucket would double versions. Thread-safe.
 */
final class OpenUploads implements AutoCloseable {

  private static final int NOT_FOUND = 404;
  private static final long MOST_BYTES = 64L << 20;

  private final FileChannel file;

  private OpenUploads(FileChannel file) {
    this.file = file;
  }

  /**
   * Ends what another copy left.
   *
   * @throws StartupException if one runs, or the file cannot be used
   */
  static OpenUploads open(Path path, S3Client store, String bucket) {
    try {
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      OpenUploads uploads = new OpenUploads(file);
      uploads.lock(path);
      uploads.abortAll(store, bucket);
      return uploads;
    } catch (IOException e) {
      throw StartupException.because("Cannot use the file " + path, e);
    }
  }

  private void lock(Path path) throws IOException {
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("one copy in a process", e);
    }
    file.close();
    throw new StartupException("Another copy into this bucket runs: it holds " + path + ".");
  }

  private void abortAll(S3Client store, String bucket) throws IOException {
    if (file.size() > MOST_BYTES) {
      throw new IOException("it is too large to be what copy-from wrote");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
    while (bytes.hasRemaining() && file.read(bytes) > 0) {}
    String text = new String(bytes.array(), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.split(" ", -1));
      // The last line may have been cut off: its upload was not told to anybody.
      if (words.size() == 3) {
        abort(store, bucket, words);
      }
    }
    file.truncate(0);
  }

  private static void abort(S3Client store, String bucket, List<String> words) {
    String key = new String(Base64.getDecoder().decode(words.getFirst()), StandardCharsets.UTF_8);
    try {
      store.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(words.get(1)));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Before the first part. */
  synchronized void begun(String key, String upload) {
    String name = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    ByteBuffer line =
        ByteBuffer.wrap((name + " " + upload + " .\n").getBytes(StandardCharsets.UTF_8));
    try {
      file.position(file.size());
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
