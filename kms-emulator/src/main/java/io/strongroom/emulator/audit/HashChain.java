package io.strongroom.emulator.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One hash over all records so far: SHA-256(previous hash ‖ sequence number (8) ‖ record in UTF-8).
 * Changing, removing or reordering a record breaks every hash behind it.
 */
final class HashChain {

  private HashChain() {}

  static byte[] next(byte[] previous, long seq, String record) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).flip());
      return digest.digest(record.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
