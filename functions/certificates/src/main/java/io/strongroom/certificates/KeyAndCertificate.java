package io.strongroom.certificates;

import io.strongroom.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A private key and the certificate for its public half, kept as {@code NAME.key} (mode 0600) and
 * {@code NAME.crt}.
 *
 * @param key an elliptic curve key
 * @param certificate its certificate
 */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {

  /** Reads the pair, or nothing where it is absent, unreadable as PEM, or not a pair. */
  static Optional<KeyAndCertificate> find(Path directory, String name) throws IOException {
    Path keyFile = directory.resolve(name + ".key");
    Path certificateFile = directory.resolve(name + ".crt");
    if (Files.notExists(keyFile) || Files.notExists(certificateFile)) {
      return Optional.empty();
    }
    try {
      KeyAndCertificate pair =
          new KeyAndCertificate(
              Pem.ecPrivateKey(PrivateFiles.read(keyFile)),
              Pem.certificate(Files.readString(certificateFile)));
      return pair.belongTogether() ? Optional.of(pair) : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Writes the pair; the certificate file also gets the issuers' certificates in {@code chain}. */
  void write(Path directory, String name, X509Certificate... chain)
      throws IOException, GeneralSecurityException {
    StringBuilder certificates = new StringBuilder(Pem.encode(certificate));
    for (X509Certificate issuer : chain) {
      certificates.append(Pem.encode(issuer));
    }
    PrivateFiles.write(directory.resolve(name + ".key"), Pem.encode(key));
    PrivateFiles.writePublic(directory.resolve(name + ".crt"), certificates.toString());
  }

  /** A crash between the two writes leaves a new key beside an old certificate. */
  private boolean belongTogether() throws GeneralSecurityException {
    byte[] message = {1};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(message);
    byte[] signed = signature.sign();
    // The key and not the certificate, whose key usage allows an authority to sign nothing but
    // certificates.
    signature.initVerify(certificate.getPublicKey());
    signature.update(message);
    return signature.verify(signed);
  }

  @Override
  public String toString() {
    return "KeyAndCertificate[" + certificate.getSubjectX500Principal() + ", [redacted]]";
  }
}
