package io.strongroom.emulator.aws;

import io.strongroom.emulator.crypto.CanonicalContext;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
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

  /** An encryption context; refused when it has no canonical form. */
  static Map<String, String> context(Members members, String name) {
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

  /** An encryption algorithm, {@code SYMMETRIC_DEFAULT} when not given. */
  static String algorithm(Members members, String name) {
    return members.oneOf(name, ALGORITHMS).orElse(KeyJson.SYMMETRIC);
  }

  /**
   * The member CiphertextBlob, which only a dry run about permissions may leave out. Call before
   * {@link Members#check}.
   */
  static Optional<byte[]> ciphertext(Members members) {
    boolean ignored =
        members.flag("DryRun")
            && members.textsOf("DryRunModifiers", List.of("IGNORE_CIPHERTEXT")).size() == 1;
    if (ignored) {
      return Optional.empty();
    }
    return Optional.of(members.requiredBlob("CiphertextBlob", 1, MAX_CIPHERTEXT_IN_BYTES));
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
