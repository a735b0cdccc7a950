package io.strongroom.storage.upstream;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.storage.blob.BlobInventory;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /** Why nothing is written there: what it takes it does not give back. */
  private volatile Optional<String> unfit = Optional.empty();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("blob-store-silence").factory());

  /**
   * How much is held and waited.
   *
   * @param bufferBytes memory of all uploads together for parts on their way
   * @param partBytes of a part of a multipart upload; stores demand 5 MiB at least
   * @param waits for the store
   */
  public record Limits(long bufferBytes, long partBytes, UpstreamWaits waits) {

    /** A quarter of the heap, parts of 8 MiB. */
    public static Limits ofHeap(long heapBytes) {
      return new Limits(heapBytes / 4, 8L << 20, UpstreamWaits.usual());
    }
  }

  public UpstreamBlobStore(
      UpstreamBucket bucket,
      UpstreamCredentials credentials,
      SSLContext tls,
      Limits limits,
      InstantSource time) {
    this.client = new UpstreamClient(bucket, credentials, tls, limits.waits(), time);
    this.calls = new UpstreamCalls(client, new UpstreamBreaker(time), limits.waits(), this.clock);
    this.uploads =
        new UpstreamUploads(
            calls,
            new PartBudget(limits.bufferBytes()),
            limits.partBytes(),
            threads,
            UpstreamUploads.BLOB);
    this.inventory = new UpstreamInventory(calls, time);
  }

  @Override
  public Writer create(UUID id, OptionalLong sealedLength) {
    unfit.ifPresent(
        reason -> {
          throw UpstreamCalls.failure("write a blob", new IOException(reason));
        });
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
  public List<String> allPlaces() {
    return inventory.allPlaces();
  }

  @Override
  public Page page(String place, Optional<String> after, Instant before) throws IOException {
    return inventory.page(place, after, before);
  }

  @Override
  public OptionalLong length(UUID id) {
    try {
      return inventory.length(id);
    } catch (IOException e) {
      throw UpstreamCalls.failure("look at a blob", e);
    }
  }

  /**
   * Writes, reads and removes a probe, so that a store that cannot do what is needed is known at
   * the start, and what else it can is used. To one that does not give back what it took nothing is
   * written until it was found better.
   *
   * @throws IOException with what it cannot do, in one sentence
   */
  public StoreAbilities probe() throws IOException {
    try {
      StoreAbilities found = new StoreProbe(uploads, inventory).run();
      calls.found(found);
      inventory.batches(found.deletesBatches());
      unfit = Optional.empty();
      return found;
    } catch (StoreProbe.Unfit reason) {
      unfit = Optional.of(String.valueOf(reason.getMessage()));
      throw reason;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clock.shutdownNow();
    client.close();
  }
}
