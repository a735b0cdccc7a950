package io.strongroom.storage.upstream;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.storage.blob.BlobInventory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/**
 * Blobs in a bucket of any store that speaks S3 and is strongly consistent. Needs of it: PUT,
 * ranged GET, HEAD, DELETE, ListObjectsV2 and multipart uploads; DeleteObjects is used where it is
 * offered. Nothing is sent but sealed bytes under random names. Thread-safe; every method blocks.
 *
 * <p>A store that is busy is reported as {@link
 * io.strongroom.domain.name.RequestError.StorageBusy}, one that fails as {@link
 * io.strongroom.domain.name.RequestError.StorageUnavailable}.
 */
public final class UpstreamBlobStore implements BlobStore, BlobInventory, AutoCloseable {

  private final UpstreamClient client;
  private final UpstreamCalls calls;
  private final UpstreamUploads uploads;
  private final UpstreamInventory inventory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("blob-store-silence").factory());

  /**
   * How much is held and waited.
   *
   * @param bufferBytes memory of all uploads together for parts on their way
   * @param partBytes of a part of a multipart upload; stores demand 5 MiB at least
   * @param firstPause before a request is sent a second time
   */
  public record Limits(long bufferBytes, long partBytes, Duration firstPause) {

    /** A quarter of the heap, parts of 8 MiB. */
    public static Limits ofHeap(long heapBytes) {
      return new Limits(heapBytes / 4, 8L << 20, Duration.ofMillis(200));
    }
  }

  public UpstreamBlobStore(
      UpstreamBucket bucket,
      UpstreamCredentials credentials,
      SSLContext tls,
      Limits limits,
      InstantSource time) {
    this.client = new UpstreamClient(bucket, credentials, tls, time);
    this.calls = new UpstreamCalls(client, limits.firstPause(), this.clock);
    this.uploads =
        new UpstreamUploads(
            calls, new PartBudget(limits.bufferBytes()), limits.partBytes(), threads);
    this.inventory = new UpstreamInventory(calls, time);
  }

  @Override
  public Writer create(UUID id, OptionalLong sealedLength) {
    return new UpstreamWriter(uploads, calls.bucket().name(id), sealedLength);
  }

  @Override
  public SealedInput open(UUID id, Stretch stretch) {
    return new UpstreamInput(calls, id, stretch);
  }

  @Override
  public void delete(UUID id) {
    try {
      inventory.delete(id);
    } catch (IOException e) {
      throw UpstreamCalls.failure("delete a blob", e);
    }
  }

  @Override
  public void delete(Collection<UUID> ids) {
    try {
      inventory.delete(List.copyOf(ids));
    } catch (IOException e) {
      throw UpstreamCalls.failure("delete blobs", e);
    }
  }

  @Override
  public void removeUnfinished(Instant before) throws IOException {
    inventory.removeUnfinished(before);
  }

  @Override
  public List<String> places() {
    return inventory.places();
  }

  @Override
  public List<UUID> writtenBefore(String place, Instant before) throws IOException {
    return inventory.writtenBefore(place, before);
  }

  /**
   * Writes, reads and removes a probe, so that a store that cannot do what is needed is known at
   * the start.
   *
   * @throws IOException with what it cannot do, in one sentence
   */
  public void probe() throws IOException {
    new StoreProbe(uploads).run();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clock.shutdownNow();
    client.close();
  }
}
