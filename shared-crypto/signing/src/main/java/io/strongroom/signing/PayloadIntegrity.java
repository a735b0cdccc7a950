package io.strongroom.signing;

/**
 * How far a verified signature covers the body, and so what is left to check while the body is
 * read. The five forms of {@code x-amz-content-sha256}, and the schemes that do not cover a body.
 *
 * <p>Some hold a signing key, so whoever got it closes it when the body is read or not wanted.
 */
public sealed interface PayloadIntegrity extends AutoCloseable {

  /** Zeroes the signing key, if there is one. Idempotent. */
  @Override
  default void close() {}

  /** The body's SHA-256 is signed: lower-case hex, to be compared at the end of the body. */
  record SignedPayload(String sha256Hex) implements PayloadIntegrity {}

  /** {@code UNSIGNED-PAYLOAD}: the client chose not to sign the body. */
  record UnsignedPayload() implements PayloadIntegrity {}

  /** {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD}: aws-chunked, every chunk signed. */
  record SignedChunks(ChunkSigner signer) implements PayloadIntegrity {
    @Override
    public void close() {
      signer.close();
    }
  }

  /** {@code STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER}: chunks and trailer signed. */
  record SignedChunksWithTrailer(ChunkSigner signer) implements PayloadIntegrity {
    @Override
    public void close() {
      signer.close();
    }
  }

  /** {@code STREAMING-UNSIGNED-PAYLOAD-TRAILER}: aws-chunked, nothing in the body signed. */
  record UnsignedChunksWithTrailer() implements PayloadIntegrity {}

  /** The scheme does not know of the body: AWS Version 2, OBS, or a client quirk of Version 4. */
  record NotCovered() implements PayloadIntegrity {}
}
