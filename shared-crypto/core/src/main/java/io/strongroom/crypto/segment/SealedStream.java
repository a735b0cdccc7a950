package io.strongroom.crypto.segment;

/**
 * What is known of a stream once it is sealed.
 *
 * @param plaintextLength in bytes
 * @param sealedLength in bytes, header included, with all layers
 * @param commitment to be stored in the part manifest
 * @param opaqueTag 32 lower-case hexadecimal digits, taken from the stream's salt, commitment and
 *     segment tags (SPEC §3.6): different for every write, and says nothing of the plaintext
 */
public record SealedStream(
    long plaintextLength, long sealedLength, StreamCommitment commitment, String opaqueTag) {

  /** Of two layers, of which this is what is known of the outer one. */
  SealedStream around(long innerPlaintextLength) {
    return new SealedStream(innerPlaintextLength, sealedLength, commitment, opaqueTag);
  }
}
