package io.strongroom.protocol.http.body;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bodies as clients send them, and ways to read them. */
final class Bodies {

  static final BodyRules S3 = BodyRules.verifyingOrComputing("x-amz-", ChecksumAlgorithm.CRC64NVME);

  private static final String SEED = "00".repeat(32);

  private Bodies() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String sha256Hex(byte[] data) {
    return HexFormat.of().formatHex(hash("SHA-256", data));
  }

  static String md5(byte[] data) {
    return Base64.getEncoder().encodeToString(hash("MD5", data));
  }

  static String checksum(ChecksumAlgorithm algorithm, byte[] data) {
    return Base64.getEncoder().encodeToString(algorithm.digest(data));
  }

  /** A signer at the start of its chain; every call gives the same one. */
  static ChunkSigner signer() {
    byte[] key = new byte[32];
    return new ChunkSigner(
        SecretBytes.adopt(key), "20261122T100000Z", "20261122/r/s3/aws4_request", SEED);
  }

  /** A body in signed chunks, without its end. */
  static String signedChunks(ChunkSigner signer, List<String> chunks) {
    StringBuilder body = new StringBuilder();
    for (String chunk : chunks) {
      body.append(Integer.toHexString(chunk.length()))
          .append(";chunk-signature=")
          .append(signer.signChunk(sha256Hex(ascii(chunk))))
          .append("\r\n")
          .append(chunk)
          .append(chunk.isEmpty() ? "" : "\r\n");
    }
    return body.toString();
  }

  static VerifiedBody body(
      byte[] raw, PayloadIntegrity integrity, BodyRules rules, Map<String, String> headers) {
    return body(new ByteArrayInputStream(raw), integrity, rules, headers);
  }

  static VerifiedBody body(
      InputStream raw, PayloadIntegrity integrity, BodyRules rules, Map<String, String> headers) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return VerifiedBody.of(
        () -> raw,
        integrity,
        name -> byName.containsKey(name) ? List.of(byName.get(name).split("\\|", -1)) : List.of(),
        rules);
  }

  static byte[] read(VerifiedBody body) {
    try (InputStream in = body.stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream that gives at most {@code step} bytes at a time. */
  static InputStream trickle(byte[] data, int step) {
    return new ByteArrayInputStream(data) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(step, length));
      }
    };
  }

  private static byte[] hash(String algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(algorithm).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
