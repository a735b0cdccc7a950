package io.strongroom.kms.emulator.aws;

import io.strongroom.kms.emulator.key.AliasName;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.service.Access;
import java.util.List;
import java.util.Map;

/**
 * How a cryptographic call means to use a key.
 *
 * @param action for example {@code kms:ReEncryptFrom}
 * @param algorithm the encryption algorithm asked for
 */
record CryptoUse(
    AwsCall call,
    String action,
    String algorithm,
    Map<String, String> context,
    List<String> grantTokens) {

  /** A use under the operation's own action. */
  static CryptoUse read(AwsCall call, Members members) {
    return new CryptoUse(
        call,
        call.action(),
        CryptoInput.algorithm(members, "EncryptionAlgorithm"),
        CryptoInput.context(members, "EncryptionContext"),
        CryptoInput.grantTokens(members));
  }

  /**
   * The wish, for the authorizer.
   *
   * @param given how the caller named the key; empty when only a ciphertext names it
   */
  Access access(KmsKey key, String given) {
    call.trail().touched(key.arn());
    Access access =
        Access.of(call.caller(), action, key)
            .withContext(context)
            .withTokens(grantTokens)
            .with("kms:EncryptionAlgorithm", List.of(algorithm));
    int alias = given.indexOf(AliasName.PREFIX);
    return alias < 0 ? access : access.with("kms:RequestAlias", List.of(given.substring(alias)));
  }
}
