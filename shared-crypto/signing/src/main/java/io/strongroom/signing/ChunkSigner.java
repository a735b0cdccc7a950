package io.strongroom.signing;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.internal.Hashing;

/**
 * The chain of signatures over the chunks of one aws-chunked body: each covers the chunk and the
 * signature before it, the first of which is the request's own, so that no chunk can be changed,
 * dropped, repeated or moved. Source: "Signature Calculations for the Authorization Header:
 * Transferring Payload in Multiple Chunks", Amazon S3 API reference.
 *
 * <p>Holds the derived signing key until {@link #close()}. One per request, not thread-safe.
 */
public final class ChunkSigner implements AutoCloseable {

  private final SecretBytes signingKey;
  private final String timestampAndScope;
  private String previousSignature;

  /**
   * Starts a chain.
   *
   * @param signingKey the key derived for date, region and service; now owned by this object
   * @param timestamp {@code yyyyMMdd'T'HHmmss'Z'} as signed in the request
   * @param scope {@code date/region/service/aws4_request}
   * @param seedSignature the request's signature, lower-case hex
   */
  public ChunkSigner(SecretBytes signingKey, String timestamp, String scope, String seedSignature) {
    this.signingKey = signingKey;
    this.timestampAndScope = timestamp + '\n' + scope + '\n';
    this.previousSignature = seedSignature;
  }

  /** Signs the next chunk, the empty last one included, by the hex SHA-256 of its data. */
  public String signChunk(String chunkSha256Hex) {
    return advance(chunkText(chunkSha256Hex));
  }

  /**
   * Signs the trailer, after the last chunk.
   *
   * @param trailerSha256Hex hex SHA-256 of the trailer's lines, each {@code name:value\n}
   */
  public String signTrailer(String trailerSha256Hex) {
    return advance(trailerText(trailerSha256Hex));
  }

  /**
   * Checks the next chunk's signature and moves on.
   *
   * @throws SignatureException.SignatureMismatch when it is not the expected one; the chain is then
   *     unusable
   */
  public void verifyChunk(String signature, String chunkSha256Hex) {
    verify(signature, chunkText(chunkSha256Hex));
  }

  /**
   * Checks the trailer's signature.
   *
   * @throws SignatureException.SignatureMismatch when it is not the expected one
   */
  public void verifyTrailer(String signature, String trailerSha256Hex) {
    verify(signature, trailerText(trailerSha256Hex));
  }

  /** Zeroes the signing key. Idempotent. */
  @Override
  public void close() {
    signingKey.close();
  }

  @Override
  public String toString() {
    return "ChunkSigner[redacted]";
  }

  private void verify(String signature, String stringToSign) {
    if (!Hashing.constantTimeEquals(advance(stringToSign), signature)) {
      throw new SignatureException.SignatureMismatch("", signature, stringToSign, "");
    }
  }

  private String advance(String stringToSign) {
    previousSignature = Hashing.hex(signingKey.use(key -> Hashing.hmacSha256(key, stringToSign)));
    return previousSignature;
  }

  private String chunkText(String chunkSha256Hex) {
    return "AWS4-HMAC-SHA256-PAYLOAD\n"
        + timestampAndScope
        + previousSignature
        + '\n'
        + Hashing.EMPTY_SHA256
        + '\n'
        + chunkSha256Hex;
  }

  private String trailerText(String trailerSha256Hex) {
    return "AWS4-HMAC-SHA256-TRAILER\n"
        + timestampAndScope
        + previousSignature
        + '\n'
        + trailerSha256Hex;
  }
}
