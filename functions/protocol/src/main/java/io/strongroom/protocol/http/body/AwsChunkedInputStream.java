package io.strongroom.protocol.http.body;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the aws-chunked framing off a body: {@code size;chunk-signature=hex CRLF data CRLF …},
 * ended by a chunk of size 0 and perhaps a trailer. Source: "Signature Calculations for the
 * Authorization Header: Transferring Payload in Multiple Chunks", Amazon S3 API reference.
 *
 * <p>A chunk may be larger than memory, so its bytes pass before its signature is known; whoever
 * reads must not trust them until the end of the stream was reached. The end is reached only if
 * every signature holds, exactly the declared number of bytes came, and the trailer is the
 * announced one.
 *
 * <p>Not thread-safe. Closing also closes the source and the signer.
 */
final class AwsChunkedInputStream extends InputStream {

  private static final int BUFFER_BYTES = 2 * 1024;
  private static final int MAX_HEADER_BYTES = 512;

  private final InputStream in;
  private final ChunkedForm form;
  private final ChunkSignatures signatures;

  private long received;
  private long chunkRemaining;
  private String chunkSignature = "";
  private boolean ended;
  private Trailer trailer = Trailer.none();

  AwsChunkedInputStream(InputStream in, ChunkedForm form, ChunkSignatures signatures) {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.form = form;
    this.signatures = signatures;
  }

  /** The trailer's value of this lower-case name; only after the end of the stream. */
  Optional<String> trailer(String name) {
    return Optional.ofNullable(trailer.values().get(name));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (chunkRemaining == 0 && !ended) {
      startChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, chunkRemaining));
    if (count < 0) {
      throw new BodyRejected.IncompleteBody(form.decodedLength(), received);
    }
    signatures.data(bytes, offset, count);
    received += count;
    chunkRemaining -= count;
    if (chunkRemaining == 0) {
      endChunk();
    }
    return count;
  }

  /** Plaintext that comes without waiting for the client: none beyond the current chunk. */
  @Override
  public int available() throws IOException {
    return ended ? 0 : (int) Math.min(in.available(), chunkRemaining);
  }

  @Override
  public void close() throws IOException {
    signatures.close();
    in.close();
  }

  private void startChunk() throws IOException {
    String line =
        LineReader.read(in, MAX_HEADER_BYTES)
            .orElseThrow(() -> new BodyRejected.IncompleteBody(form.decodedLength(), received));
    ChunkHeader header = ChunkHeader.parse(line);
    if (header.size() > form.decodedLength() - received) {
      throw new BodyRejected.IncompleteBody(form.decodedLength(), received + header.size());
    }
    chunkSignature = header.signature();
    chunkRemaining = header.size();
    if (header.size() == 0) {
      endBody();
    }
  }

  private void endChunk() throws IOException {
    signatures.endChunk(chunkSignature);
    int cr = in.read();
    int lf = cr < 0 ? -1 : in.read();
    if (lf < 0) {
      throw new BodyRejected.IncompleteBody(form.decodedLength(), received);
    }
    if (cr != '\r' || lf != '\n') {
      throw new BodyRejected.MalformedChunk("a chunk is longer than its size says");
    }
  }

  private void endBody() throws IOException {
    signatures.endChunk(chunkSignature);
    if (received != form.decodedLength()) {
      throw new BodyRejected.IncompleteBody(form.decodedLength(), received);
    }
    trailer = Trailer.read(in, form.trailers(), form.prefix());
    if (form.hasTrailer()) {
      signatures.endTrailer(trailer.signedLines(), trailer.signature());
    }
    ended = true;
  }
}
