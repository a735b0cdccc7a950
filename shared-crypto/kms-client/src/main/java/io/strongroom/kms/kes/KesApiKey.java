package io.strongroom.kms.kes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * A KES API key: {@code kes:v1:} and, in base64, a zero byte and an Ed25519 seed. KES knows a
 * client by the SHA-256 of its public key, whatever the certificate around it says; so the
 * certificate is made here, self-signed. Never prints the key.
 */
public final class KesApiKey {

  private static final String PREFIX = "kes:v1:";
  private static final int SEED_BYTES = 32;
  // The fixed beginnings of PKCS #8 and SubjectPublicKeyInfo for Ed25519, RFC 8410 §7 and §4.
  private static final byte[] PRIVATE_KEY_HEADER =
      HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final byte[] PUBLIC_KEY_HEADER =
      HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ALGORITHM = HexFormat.of().parseHex("300506032b6570");
  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
  private static final int DAYS = 3_650;

  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private KesApiKey(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not one; says nothing of it
   */
  public static KesApiKey parse(String text) {
    byte[] bytes = decode(text.strip());
    byte[] seed = Arrays.copyOfRange(bytes, 1, bytes.length);
    byte[] pkcs8 = concat(PRIVATE_KEY_HEADER, seed);
    try {
      byte[] point = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new KesApiKey(key, concat(PUBLIC_KEY_HEADER, point));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static byte[] decode(String text) {
    try {
      byte[] bytes =
          text.startsWith(PREFIX)
              ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
              : new byte[0];
      if (bytes.length == 1 + SEED_BYTES && bytes[0] == 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a KES API key");
    }
    throw new IllegalArgumentException("not a KES API key");
  }

  /** The name KES policies use: SHA-256 of the public key, in hexadecimal digits. */
  public String identity() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /** A certificate valid for ten years from yesterday; a restarted process makes another. */
  X509Certificate certificate(Instant now) throws GeneralSecurityException {
    byte[] name =
        der(
            0x30,
            der(
                0x31,
                der(0x30, COMMON_NAME, der(0x0c, identity().getBytes(StandardCharsets.US_ASCII)))));
    Instant from = now.minusSeconds(86_400);
    byte[] validity = der(0x30, time(from), time(from.plusSeconds(DAYS * 86_400L)));
    byte[] serial = new BigInteger(126, new SecureRandom()).add(BigInteger.ONE).toByteArray();
    byte[] version = der(0xa0, der(0x02, new byte[] {2}));
    byte[] toBeSigned =
        der(0x30, version, der(0x02, serial), ALGORITHM, name, validity, name, publicKey);
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(privateKey);
    signer.update(toBeSigned);
    byte[] signature = der(0x03, new byte[] {0}, signer.sign());
    byte[] certificate = der(0x30, toBeSigned, ALGORITHM, signature);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] time(Instant instant) {
    String text =
        DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(instant);
    return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** One element of DER: tag, length, contents. */
  private static byte[] der(int tag, byte[]... contents) {
    byte[] content = concat(contents);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return "KesApiKey[" + identity() + "]";
  }
}
