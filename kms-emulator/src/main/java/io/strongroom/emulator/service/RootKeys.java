package io.strongroom.emulator.service;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.crypto.FileRootKey;
import io.strongroom.emulator.crypto.Pkcs11RootKey;
import io.strongroom.emulator.crypto.PrivateText;
import io.strongroom.emulator.crypto.RootKey;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The root key that the configuration names. */
final class RootKeys {

  private RootKeys() {}

  /**
   * A token's key where a PKCS #11 library is configured, else the file's.
   *
   * @throws IllegalStateException when it cannot be used
   */
  static RootKey of(KmsConfig config) {
    return inToken("pkcs11", config.pkcs11(), Pkcs11RootKey::openOrCreate)
        .orElseGet(() -> FileRootKey.openOrCreate(config.rootKeyFile()));
  }

  /**
   * The root key to move away from, if one is configured.
   *
   * @throws IllegalStateException when it cannot be used
   */
  static Optional<RootKey> former(KmsConfig config) {
    return inToken("previous-pkcs11", config.previousPkcs11(), Pkcs11RootKey::open)
        .or(() -> config.previousRootKeyFile().map(FileRootKey::open));
  }

  private static Optional<RootKey> inToken(
      String property,
      KmsConfig.Pkcs11 token,
      BiFunction<Pkcs11RootKey.Location, char[], RootKey> open) {
    return token
        .library()
        .map(library -> new Pkcs11RootKey.Location(library, token.tokenLabel(), token.keyLabel()))
        .map(location -> open.apply(location, pin(property, token)));
  }

  private static char[] pin(String property, KmsConfig.Pkcs11 token) {
    return token
        .pinFile()
        .map(PrivateText::read)
        .or(() -> token.pin().map(String::toCharArray))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "strongroom.kms.%s needs pin-file, or pin, best in STRONGROOM_KMS_%s_PIN"
                        .formatted(property, property.toUpperCase(Locale.ROOT).replace('-', '_'))));
  }
}
