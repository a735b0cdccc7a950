package io.strongroom.protocol.http.sse;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The three SSE-C headers: algorithm, key, MD5 of the key. The order of the checks shows on the
 * wire and is part of the contract.
 *
 * <p>Source: S3 user guide, "Using server-side encryption with customer-provided keys".
 */
final class CustomerKeyHeaders {

  private static final String PREAMBLE =
      "Requests specifying Server Side Encryption with Customer provided keys must provide ";
  private static final int KEY_LENGTH = 32;

  private final String algorithm;
  private final String key;
  private final String keyMd5;
  private final String argument;

  /**
   * @param prefix what the three names begin with
   * @param argument what errors name as the culprit
   */
  CustomerKeyHeaders(String prefix, String argument) {
    this.algorithm = prefix + "algorithm";
    this.key = prefix + "key";
    this.keyMd5 = prefix + "key-md5";
    this.argument = argument;
  }

  boolean anyIn(Headers headers) {
    return List.of(algorithm, key, keyMd5).stream().anyMatch(headers::has);
  }

  /** The key for a new object or part: exactly 32 bytes. Empty when no header is there. */
  Optional<CustomerKey> forWrite(Headers headers) {
    return anyIn(headers) ? Optional.of(parse(headers, true)) : Optional.empty();
  }

  /**
   * The key for a stored object. S3: of any length, since a wrong length is answered like any other
   * wrong key.
   */
  Optional<CustomerKey> forRead(Headers headers) {
    return anyIn(headers) ? Optional.of(parse(headers, false)) : Optional.empty();
  }

  private CustomerKey parse(Headers headers, boolean exactLength) {
    String givenAlgorithm = required(headers, algorithm, "a valid encryption algorithm.");
    String givenKey = required(headers, key, "an appropriate secret key.");
    if (!givenAlgorithm.equals("AES256")) {
      throw new ObjectStoreException(
          new RequestError.InvalidEncryptionAlgorithm(argument, givenAlgorithm));
    }
    String givenMd5 = required(headers, keyMd5, "the client calculated MD5 of the secret key.");
    byte[] bytes =
        decode(givenKey)
            .orElseThrow(() -> invalid("The secret key was invalid for the specified algorithm."));
    try {
      if (exactLength && bytes.length != KEY_LENGTH) {
        throw invalid("The secret key was invalid for the specified algorithm.");
      }
      if (!MessageDigest.isEqual(md5(bytes), decode(givenMd5).orElse(new byte[0]))) {
        throw invalid(
            "The calculated MD5 hash of the key did not match the hash that was provided.");
      }
      return new CustomerKey(SecretBytes.copyOf(bytes), givenMd5);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private String required(Headers headers, String name, String what) {
    return SingleHeaders.nonEmpty(headers, name).orElseThrow(() -> invalid(PREAMBLE + what));
  }

  private ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, argument, ""));
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
