package io.strongroom.migration;

import io.strongroom.local.StartupException;
import io.strongroom.migration.StoreVersions.KeyVersions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run of {@code copy-from}.
 *
 * @param state the file of {@link OpenUploads}
 */
record CopyRun(
    StoreEnd from, String fromBucket, StoreEnd to, String toBucket, Path state, Choice choice) {

  /**
   * What of the bucket, and how.
   *
   * @param prefix of the keys
   * @param currentOnly whether versions but the current ones stay behind
   * @param compare whether copies that are there already are compared again
   * @param parallel how many keys at a time
   */
  record Choice(String prefix, boolean currentOnly, boolean compare, int parallel) {}

  /** Returns the exit code. */
  int run(PrintStream out) {
    S3Client source = from.reader();
    S3Client reading = to.reader();
    S3Client writing = to.writer();
    try {
      BucketTwin twin = new BucketTwin(source, fromBucket, reading, toBucket, choice.currentOnly());
      boolean locks = twin.prepare();
      try (OpenUploads uploads = OpenUploads.open(state, reading, toBucket);
          CopyEnds ends = new CopyEnds(source, fromBucket, reading, writing, toBucket, locks)) {
        CopyTally tally = new CopyTally(out);
        copyAll(ends, new KeyCopier(ends, uploads, tally, choice.compare()));
        twin.finish(tally);
        return tally.end();
      }
    } catch (SdkException e) {
      throw new StartupException("The copy stopped: " + CopyPatience.reason(e), e);
    }
  }

  private void copyAll(CopyEnds ends, KeyCopier copier) {
    Semaphore free = new Semaphore(choice.parallel());
    AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      new StoreVersions(ends.from(), fromBucket)
          .each(
              choice.prefix(),
              key -> {
                KeyVersions wanted = choice.currentOnly() ? current(key) : key;
                if (broken.get() != null || (wanted.newestFirst().isEmpty() && !key.tooMany())) {
                  return;
                }
                free.acquireUninterruptibly();
                workers.execute(
                    () -> {
                      try {
                        copier.copy(wanted);
                      } catch (RuntimeException e) {
                        broken.compareAndSet(null, e);
                      } finally {
                        free.release();
                      }
                    });
              });
    }
    RuntimeException failure = broken.get();
    if (failure != null) {
      throw failure;
    }
  }

  /** What readers get who name no version. */
  private static KeyVersions current(KeyVersions all) {
    List<SourceVersion> latest = all.newestFirst().stream().limit(1).toList();
    return new KeyVersions(
        all.key(), latest.stream().filter(each -> !each.marker()).toList(), all.tooMany());
  }
}
