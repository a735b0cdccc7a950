package io.strongroom.kms.emulator.service;

import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.kms.emulator.crypto.FileRootKey;
import io.strongroom.kms.emulator.crypto.Pkcs11RootKey;
import io.strongroom.kms.emulator.crypto.PrivateText;
import io.strongroom.kms.emulator.crypto.RootKey;
import java.util.Optional;

/** The root key that the configuration names. */
final class RootKeys {

  private RootKeys() {}

  /**
   * A token's key where a PKCS #11 library is configured, else the file's.
   *
   * @throws IllegalStateException when it cannot be used
   */
  static RootKey of(KmsConfig config) {
    KmsConfig.Pkcs11 token = config.pkcs11();
    return token
        .library()
        .<RootKey>map(
            library ->
                Pkcs11RootKey.openOrCreate(
                    new Pkcs11RootKey.Location(library, token.tokenLabel(), token.keyLabel()),
                    pin(token)))
        .orElseGet(() -> FileRootKey.openOrCreate(config.rootKeyFile()));
  }

  /**
   * The root key to move away from, if one is configured.
   *
   * @throws IllegalStateException when it cannot be used
   */
  static Optional<RootKey> former(KmsConfig config) {
    KmsConfig.Pkcs11 token = config.previousPkcs11();
    return token
        .library()
        .<RootKey>map(
            library ->
                Pkcs11RootKey.open(
                    new Pkcs11RootKey.Location(library, token.tokenLabel(), token.keyLabel()),
                    pin(token)))
        .or(() -> config.previousRootKeyFile().map(FileRootKey::open));
  }

  private static char[] pin(KmsConfig.Pkcs11 token) {
    return token
        .pinFile()
        .map(PrivateText::read)
        .or(() -> token.pin().map(String::toCharArray))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "strongroom.kms.pkcs11 needs pin-file, or pin in STRONGROOM_KMS_PKCS11_PIN"));
  }
}
