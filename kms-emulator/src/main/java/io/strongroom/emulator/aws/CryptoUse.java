package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a cryptographic call means to use a key.
 *
 * @param action for example {@code kms:ReEncryptFrom}
 * @param algorithm the encryption algorithm asked for
 * @param other the key at the other end of a ReEncrypt
 */
record CryptoUse(
    AwsCall call,
    String action,
    String algorithm,
    Map<String, String> context,
    List<String> grantTokens,
    Optional<KeyArn> other) {

  /** A use under the operation's own action. */
  static CryptoUse read(AwsCall call, Members members) {
    return new CryptoUse(
        call,
        call.action(),
        CryptoInput.algorithm(members, "EncryptionAlgorithm"),
        CryptoInput.context(members, "EncryptionContext"),
        CryptoInput.grantTokens(members),
        Optional.empty());
  }

  /** One end of a ReEncrypt, {@code Source} or {@code Destination}. */
  static CryptoUse readSide(AwsCall call, Members members, String side, String action) {
    return new CryptoUse(
        call,
        action,
        CryptoInput.algorithm(members, side + "EncryptionAlgorithm"),
        CryptoInput.context(members, side + "EncryptionContext"),
        CryptoInput.grantTokens(members),
        Optional.empty());
  }

  /** This use, with the key at the other end. */
  CryptoUse opposite(KeyArn key) {
    return new CryptoUse(call, action, algorithm, context, grantTokens, Optional.of(key));
  }

  /**
   * The wish, for the authorizer.
   *
   * @param given how the caller named the key; empty when only a ciphertext names it
   */
  Access access(KmsKey key, String given) {
    Access access =
        call.access(action, key)
            .withContext(context)
            .withTokens(grantTokens)
            .with("kms:EncryptionAlgorithm", List.of(algorithm));
    if (other.isPresent()) {
      String same = String.valueOf(key.arn().equals(other.get()));
      access = access.with("kms:ReEncryptOnSameKey", List.of(same));
    }
    return AwsCall.named(access, given);
  }
}
