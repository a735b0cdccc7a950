package io.strongroom.emulator.aws;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.CanonicalContext;
import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.KeyUse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Members that cryptographic operations have in common. */
final class CryptoInput {

  private static final List<String> ALGORITHMS =
      List.of("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE");
  private static final int MAX_CIPHERTEXT_IN_BYTES = 6144;
  private static final int MAX_GRANT_TOKENS = 10;
  private static final int MAX_GRANT_TOKEN_LENGTH = 8192;

  private CryptoInput() {}

  /** The use that a request's members describe, under the operation's own action. */
  static EncryptionUse use(AwsCall call, Members members) {
    return use(call, members, "", call.action());
  }

  /** One end of a ReEncrypt, {@code Source} or {@code Destination}. */
  static EncryptionUse use(AwsCall call, Members members, String side, String action) {
    String name =
        members.oneOf(side + "EncryptionAlgorithm", ALGORITHMS).orElse(EncryptionUse.SYMMETRIC);
    Map<String, String> context = context(members, side + "EncryptionContext");
    KeyUse use =
        KeyUse.of(action)
            .within(context)
            .withTokens(grantTokens(members))
            .demanding(Fitness.encryption(call, name, context));
    return new EncryptionUse(use, algorithm(name));
  }

  // One that is not known has been noted, and is never used.
  private static Optional<EncryptionAlgorithm> algorithm(String name) {
    return Arrays.stream(EncryptionAlgorithm.values())
        .filter(known -> known.name().equals(name))
        .findFirst();
  }

  private static Map<String, String> context(Members members, String name) {
    Map<String, String> context = members.textMap(name);
    try {
      CanonicalContext.encode(context);
      return context;
    } catch (IllegalArgumentException e) {
      throw KmsRefusal.invalid(
          "The encryption context must be well-formed Unicode and at most "
              + CanonicalContext.MAX_SIZE_IN_BYTES
              + " bytes long.");
    }
  }

  /**
   * The member CiphertextBlob, which only a dry run about permissions may leave out. Call before
   * {@link Members#check}.
   */
  static Optional<SecretBytes> ciphertext(Members members) {
    boolean ignored =
        members.flag("DryRun")
            && members.textsOf("DryRunModifiers", List.of("IGNORE_CIPHERTEXT")).size() == 1;
    if (ignored) {
      return Optional.empty();
    }
    return Optional.of(
        SecretBytes.adopt(members.requiredBlob("CiphertextBlob", 1, MAX_CIPHERTEXT_IN_BYTES)));
  }

  /** The member Recipient: an enclave gets what nobody else may see, so it cannot be ignored. */
  static void refuseRecipient(Members members) {
    if (members.has("Recipient")) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "Recipient is not supported: there are no enclaves.");
    }
  }

  /** The member GrantTokens. */
  static List<String> grantTokens(Members members) {
    return members.texts("GrantTokens", MAX_GRANT_TOKENS, MAX_GRANT_TOKEN_LENGTH);
  }
}
