package io.strongroom.certificates;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for one data folder, and the server certificate it signs.
 *
 * <p>Its key never leaves the folder and signs nothing but this server's certificate (path length
 * 0). All keys are on P-256. Files: {@code ca.crt}, {@code ca.key}, {@code server.crt} (with the
 * authority's certificate appended), {@code server.key}. Not thread-safe: the data folder's lock
 * keeps others out.
 */
public final class LocalCertificateAuthority {
  private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3652);

  /** Clients on some platforms reject server certificates valid for longer than 398 days. */
  private static final Duration SERVER_VALIDITY = Duration.ofDays(397);

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /** For clients whose clock is a little behind. */
  private static final Duration BACKDATING = Duration.ofHours(1);

  private final Path directory;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param directory where the files are, and are made
   * @param clock decides what is about to expire
   */
  public LocalCertificateAuthority(Path directory, Clock clock, SecureRandom random) {
    this.directory = directory;
    this.clock = clock;
    this.random = random;
  }

  /** PEM: what clients must trust. */
  public Path authorityCertificateFile() {
    return directory.resolve("ca.crt");
  }

  /** PEM: the server's certificate and its issuer. */
  public Path serverCertificateFile() {
    return directory.resolve("server.crt");
  }

  /** PEM: the server's private key. */
  public Path serverKeyFile() {
    return directory.resolve("server.key");
  }

  /**
   * Makes what is missing, about to expire, damaged, or made for other names; leaves the rest
   * alone.
   *
   * @throws StartupException if a key file is open to other users
   * @throws IOException if the folder cannot be read or written
   */
  public void prepare(ServerNames names) throws IOException {
    try {
      KeyAndCertificate authority = authority();
      Optional<KeyAndCertificate> server = KeyAndCertificate.find(directory, "server");
      if (server.isEmpty() || !isUsable(server.get(), authority, names)) {
        issueServer(authority, names).write(directory, "server", authority.certificate());
      }
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the platform cannot make a P-256 certificate", e);
    }
  }

  private KeyAndCertificate authority()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Optional<KeyAndCertificate> existing = KeyAndCertificate.find(directory, "ca");
    if (existing.isPresent() && !expiresSoon(existing.get().certificate())) {
      return existing.get();
    }
    KeyAndCertificate made = issueAuthority();
    made.write(directory, "ca");
    return made;
  }

  private boolean isUsable(KeyAndCertificate server, KeyAndCertificate authority, ServerNames names)
      throws IOException {
    X509Certificate certificate = server.certificate();
    byte[] extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
    return !expiresSoon(certificate)
        && extension != null
        && Arrays.equals(ASN1OctetString.getInstance(extension).getOctets(), names.encoded())
        && isSignedBy(certificate, authority.certificate().getPublicKey());
  }

  private static boolean isSignedBy(X509Certificate certificate, PublicKey issuer) {
    try {
      certificate.verify(issuer);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean expiresSoon(X509Certificate certificate) {
    return clock.instant().plus(RENEW_BEFORE).isAfter(certificate.getNotAfter().toInstant());
  }

  private KeyAndCertificate issueAuthority()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPair pair = newKeyPair();
    // A name of its own per authority: a trust store can then hold those of several folders.
    byte[] suffix = new byte[4];
    random.nextBytes(suffix);
    X500Principal subject =
        new X500Principal(
            "O=Strongroom,CN=Strongroom local CA " + HexFormat.of().formatHex(suffix));
    JcaX509v3CertificateBuilder builder =
        builder(subject, subject, pair.getPublic(), clock.instant().plus(AUTHORITY_VALIDITY));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return new KeyAndCertificate(pair.getPrivate(), sign(builder, pair.getPrivate()));
  }

  private KeyAndCertificate issueServer(KeyAndCertificate authority, ServerNames names)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPair pair = newKeyPair();
    Instant authorityEnd = authority.certificate().getNotAfter().toInstant();
    Instant end = clock.instant().plus(SERVER_VALIDITY);
    JcaX509v3CertificateBuilder builder =
        builder(
            authority.certificate().getSubjectX500Principal(),
            new X500Principal("O=Strongroom,CN=Strongroom local server"),
            pair.getPublic(),
            end.isBefore(authorityEnd) ? end : authorityEnd);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, names.toGeneralNames());
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(pair.getPublic()));
    return new KeyAndCertificate(pair.getPrivate(), sign(builder, authority.key()));
  }

  private JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant end) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, random).setBit(126),
        Date.from(clock.instant().minus(BACKDATING)),
        Date.from(end),
        subject,
        key);
  }

  private static X509Certificate sign(
      JcaX509v3CertificateBuilder builder, java.security.PrivateKey issuerKey)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
  }

  private KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }
}
