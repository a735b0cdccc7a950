package io.strongroom.protocol.http.body;

import io.strongroom.signing.ChunkSigner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checks, or for unsigned chunks does not check, the signatures inside an aws-chunked body. */
sealed interface ChunkSignatures extends AutoCloseable {

  /** Takes in data of the current chunk. */
  void data(byte[] bytes, int offset, int length);

  /** Ends the current chunk. {@code signature} is empty when the chunk carries none. */
  void endChunk(String signature);

  /**
   * Ends the trailer.
   *
   * @param lines each {@code name:value\n}
   * @param signature empty when the trailer carries none
   */
  void endTrailer(String lines, String signature);

  @Override
  void close();

  /** Nothing is signed. */
  record Unsigned() implements ChunkSignatures {
    @Override
    public void data(byte[] bytes, int offset, int length) {}

    @Override
    public void endChunk(String signature) {}

    @Override
    public void endTrailer(String lines, String signature) {}

    @Override
    public void close() {}
  }

  /** Every chunk is signed, and the trailer if there is one. */
  final class Signed implements ChunkSignatures {
    private final ChunkSigner signer;
    private final MessageDigest sha256 = sha256();

    Signed(ChunkSigner signer) {
      this.signer = signer;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
      sha256.update(bytes, offset, length);
    }

    @Override
    public void endChunk(String signature) {
      signer.verifyChunk(signature, HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public void endTrailer(String lines, String signature) {
      byte[] hash = sha256.digest(lines.getBytes(StandardCharsets.UTF_8));
      signer.verifyTrailer(signature, HexFormat.of().formatHex(hash));
    }

    @Override
    public void close() {
      signer.close();
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
