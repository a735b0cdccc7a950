package io.strongroom.storage.upstream;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A blob on its way to the store. What fits into one part is one request; more is a multipart
 * upload, of which one part is sent while the next one fills. A part is held in memory, and can be
 * sent again, as long as all uploads together hold no more than the budget; without room it is sent
 * as it comes, once. Not thread-safe.
 */
final class UpstreamWriter implements BlobStore.Writer {

  private static final long WAIT_SECONDS = 10;

  private final UpstreamUploads uploads;
  private final String name;
  private final OptionalLong sealedLength;
  private Optional<Part> part = Optional.empty();
  private Optional<Multipart> multipart = Optional.empty();
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private long written;
  private boolean closed;

  UpstreamWriter(UpstreamUploads uploads, String name, OptionalLong sealedLength) {
    this.uploads = uploads;
    this.name = name;
    this.sealedLength = sealedLength;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    requireOpen();
    attempt("write a blob", () -> writeAll(buffer, offset, length));
  }

  private void writeAll(byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      Part current = current();
      int count = (int) Math.min(length - done, current.room());
      current.write(buffer, offset + done, count);
      done += count;
      written += count;
      if (current.room() == 0 && multipart.isPresent()) {
        send(current);
      }
    }
  }

  /** The part that takes the next byte. */
  private Part current() throws IOException {
    if (part.isPresent() && part.get().room() > 0) {
      return part.get();
    }
    if (sealedLength.isPresent() && written == sealedLength.getAsLong()) {
      throw new IOException("more bytes than were announced");
    }
    if (part.isPresent()) {
      // One part was not enough.
      begin();
      send(part.get());
    } else if (sealedLength.orElse(0) > uploads.partBytes() && multipart.isEmpty()) {
      begin();
    }
    Part next = next();
    part = Optional.of(next);
    return next;
  }

  private void begin() throws IOException {
    if (multipart.isEmpty()) {
      multipart = Optional.of(uploads.begin(name));
    }
  }

  private Part next() throws IOException {
    long left = sealedLength.isPresent() ? sealedLength.getAsLong() - written : Long.MAX_VALUE;
    long length = Math.min(left, uploads.partBytes(sealedLength));
    if (uploads.budget().tryTake(length)) {
      return new BufferedPart(uploads.budget(), length);
    }
    if (sealedLength.isPresent()) {
      return new StreamedPart(length, uploads.calls().waits().silence(), streaming());
    }
    // How long the last part will be is not known: it cannot be announced before it is there.
    return waited(length);
  }

  private StreamedPart.Sending streaming() {
    if (multipart.isEmpty()) {
      return body -> uploads.async(() -> uploads.put(name, body));
    }
    Multipart upload = multipart.get();
    int number = upload.nextNumber();
    return body ->
        uploads.async(
            () -> {
              UpstreamTag tag = upload.put(number, body);
              upload.keep(number, tag);
              return tag;
            });
  }

  private Part waited(long length) throws IOException {
    try {
      if (uploads.budget().take(length, WAIT_SECONDS)) {
        return new BufferedPart(uploads.budget(), length);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while memory was waited for");
    }
    throw new ObjectStoreException(new RequestError.StorageBusy("memory for uploads"));
  }

  /** Of a multipart upload; the part may be filled in part if it is the last. */
  private void send(Part full) throws IOException {
    Multipart upload = multipart.orElseThrow();
    switch (full) {
      case StreamedPart streamed -> streamed.finish();
      case BufferedPart buffered -> {
        part = Optional.empty();
        try {
          await(underWay);
        } catch (IOException e) {
          buffered.close();
          throw e;
        }
        underWay = upload.send(upload.nextNumber(), buffered, uploads.threads());
      }
    }
    part = Optional.empty();
  }

  private static void await(CompletableFuture<Void> sending) throws IOException {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  @Override
  public void commit() throws IOException {
    requireOpen();
    attempt("commit a blob", this::commitAll);
    closed = true;
  }

  private void commitAll() throws IOException {
    if (sealedLength.isPresent() && sealedLength.getAsLong() != written) {
      throw new IOException("fewer bytes than were announced");
    }
    if (multipart.isEmpty()) {
      single();
      return;
    }
    if (part.isPresent()) {
      send(part.get());
    }
    await(underWay);
    multipart.get().complete(written);
  }

  private void single() throws IOException {
    switch (part.orElseGet(() -> new BufferedPart(uploads.budget(), 0))) {
      case StreamedPart streamed -> streamed.finish();
      case BufferedPart buffered -> {
        try {
          UpstreamBody body = buffered.body();
          uploads.put(name, body).verifiedBy(body.md5().orElseThrow());
        } finally {
          buffered.close();
        }
      }
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the blob writer is closed");
    }
  }

  /** What fails is over: nothing of it is committed afterwards. */
  private void attempt(String what, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      close();
      throw uploads.failure(what, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Something that the store may refuse. */
  private interface Step {
    void run() throws IOException;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    part.ifPresent(Part::close);
    // Its memory comes back when it ends, and the upload is not aborted under it.
    Optional<Multipart> begun = multipart;
    if (begun.isPresent()) {
      var _ = underWay.whenCompleteAsync((_, _) -> begun.get().abort(), uploads.threads());
    }
  }
}
