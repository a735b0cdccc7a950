package io.strongroom.kms.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS from PEM files.
 *
 * @param authorities certificates to trust instead of the JDK's; absent for the JDK's
 * @param certificate client certificate and its chain; absent for no client authentication
 * @param privateKey its key in PKCS #8 (RSA, EC or Ed25519), not encrypted
 */
public record PemTls(
    @Nullable Path authorities, @Nullable Path certificate, @Nullable Path privateKey)
    implements TlsSource {

  /** What the JDK trusts, and no client certificate. */
  public static final PemTls NONE = new PemTls(null, null, null);

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = {};

  public PemTls {
    if ((certificate == null) != (privateKey == null)) {
      throw new IllegalArgumentException("a client certificate needs its key, and the reverse");
    }
  }

  /**
   * Reads the files.
   *
   * @return nothing when the JDK's own settings are wanted
   * @throws UncheckedIOException when a file cannot be read
   * @throws IllegalArgumentException when a file does not hold what it should
   */
  @Override
  public @Nullable SSLContext context() {
    if (authorities == null && certificate == null) {
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS files cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** These authorities with a client key that is at hand, instead of one in files. */
  public SSLContext context(PrivateKey key, Certificate own) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(key, new Certificate[] {own}), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When each of the files was last changed. */
  @Override
  public Object state() {
    return Stream.of(authorities, certificate, privateKey)
        .filter(Objects::nonNull)
        .map(PemTls::changed)
        .toList();
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    Path file = authorities;
    if (file == null) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate trusted : certificates(file)) {
      store.setCertificateEntry("ca-" + number++, trusted);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    Path chain = certificate;
    Path key = privateKey;
    if (chain == null || key == null) {
      return null;
    }
    return keyManagers(privateKey(key), certificates(chain).toArray(new Certificate[0]));
  }

  private static KeyManager[] keyManagers(PrivateKey key, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no certificate in " + file);
    }
    return found;
  }

  private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IllegalArgumentException("no unencrypted PKCS #8 key in " + file);
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
    try {
      for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
        Optional<PrivateKey> key = parse(algorithm, der);
        if (key.isPresent()) {
          return key.get();
        }
      }
    } finally {
      Arrays.fill(der, (byte) 0);
    }
    throw new IllegalArgumentException("a key of an unknown kind in " + file);
  }

  private static Optional<PrivateKey> parse(String algorithm, byte[] der)
      throws GeneralSecurityException {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }
}
