package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

/** A Java trust store with one authority more. Stateless. */
final class TrustStoreFile {

  /** Java's own; what is in there is no secret. */
  static final String PASSWORD = "changeit";

  private TrustStoreFile() {}

  /**
   * Puts the certificate into the store. A store that is not there is made, and trusts also what
   * this Java trusts: other servers stay reachable with it.
   */
  static void add(Path store, Certificate certificate, String alias) {
    change(store, keys -> keys.setCertificateEntry(alias, certificate));
  }

  /** Takes the certificate out. */
  static void remove(Path store, String alias) {
    if (Files.exists(store)) {
      change(store, keys -> keys.deleteEntry(alias));
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply(KeyStore keys) throws GeneralSecurityException;
  }

  private static void change(Path store, Change change) {
    try {
      KeyStore keys =
          KeyStore.getInstance(
              (Files.exists(store) ? store : standard()).toFile(), PASSWORD.toCharArray());
      change.apply(keys);
      Path fresh = store.resolveSibling(store.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(fresh)) {
        keys.store(out, PASSWORD.toCharArray());
      }
      Files.move(fresh, store, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartupException("Cannot write " + store + ": " + DataDirectory.reason(e), e);
    } catch (GeneralSecurityException e) {
      throw StartupException.because("Cannot change " + store, e);
    }
  }

  private static Path standard() {
    return Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
  }
}
