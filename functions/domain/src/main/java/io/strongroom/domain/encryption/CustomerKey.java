package io.strongroom.domain.encryption;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * A key that the client sent with its request (SSE-C). Lives as long as the request and is never
 * stored, nor is any hash of it.
 *
 * @param bytes 32 bytes on writes; on reads whatever the client sent, a wrong length simply does
 *     not open the object
 * @param md5 base64 of the MD5 of the key, as the client sent it, only to be echoed
 */
public record CustomerKey(SecretBytes bytes, String md5) implements AutoCloseable {

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "CustomerKey[redacted]";
  }
}
