package io.strongroom.certificates;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The textual encoding of certificates and private keys (RFC 7468). Stateless. */
final class Pem {
  private static final Base64.Encoder BODY =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String encode(X509Certificate certificate) throws CertificateEncodingException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  static String encode(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** Reads the first certificate of the text. */
  static X509Certificate certificate(String text) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads an elliptic curve private key in PKCS #8. */
  static PrivateKey ecPrivateKey(String text) throws GeneralSecurityException {
    String body = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not a private key in PEM", e);
    }
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, BODY.encodeToString(der));
  }
}
