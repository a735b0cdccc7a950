package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey.KeyType;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.KeyTagRules;
import io.strongroom.emulator.service.NewKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the request of CreateKey. */
final class CreateKeyInput {

  private static final List<String> USAGES =
      List.of("SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT");
  private static final List<String> ORIGINS =
      List.of("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE");
  private static final List<String> SPECS =
      List.of(
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "SYMMETRIC_DEFAULT",
          "HMAC_224",
          "HMAC_256",
          "HMAC_384",
          "HMAC_512",
          "SM2",
          "ML_DSA_44",
          "ML_DSA_65",
          "ML_DSA_87",
          "ECC_NIST_EDWARDS25519",
          "SM4");

  private CreateKeyInput() {}

  static NewKey read(AwsCall call) {
    Members members = call.members();
    var description = members.text("Description", 0, 8192);
    var policy = members.text("Policy", 1, 131_072);
    var usage = members.oneOf("KeyUsage", USAGES);
    var spec = members.oneOf("KeySpec", SPECS);
    var legacySpec = members.oneOf("CustomerMasterKeySpec", SPECS);
    var origin = members.oneOf("Origin", ORIGINS);
    boolean mayLockOut = members.flag("BypassPolicyLockoutSafetyCheck");
    boolean multiRegion = members.flag("MultiRegion");
    var keyStore = members.text("CustomKeyStoreId", 1, 64);
    var tags = Tags.read(members);
    members.check();
    if (spec.isPresent() && legacySpec.isPresent()) {
      throw KmsRefusal.invalid(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    if (members.has("XksKeyId")) {
      throw unsupported("An external key store");
    }
    keyStore.ifPresent(CustomKeyStores::requireExists);
    String wantedSpec = spec.or(() -> legacySpec).orElse(EncryptionUse.SYMMETRIC);
    KeySpec keySpec = spec(wantedSpec, call.scope().isChina());
    KeyUsage keyUsage = usage(keySpec, usage);
    KeyOrigin keyOrigin =
        switch (origin.orElse("AWS_KMS")) {
          case "AWS_KMS" -> KeyOrigin.AWS_KMS;
          case "EXTERNAL" -> KeyOrigin.EXTERNAL;
          default -> throw unsupported("Origin " + origin.orElse(""));
        };
    KeyType type = new KeyType(keySpec, keyUsage, keyOrigin, KeyManager.CUSTOMER, multiRegion);
    return new NewKey(type, description.orElse(""), policy, mayLockOut, KeyTagRules.checked(tags));
  }

  // AWS: in the China regions, and only there, is the Chinese cryptography.
  private static KeySpec spec(String wanted, boolean china) {
    if (wanted.equals(EncryptionUse.SYMMETRIC) && china) {
      return KeySpec.SM4;
    }
    if (wanted.equals(KeySpec.SM2.name()) && !china) {
      throw unsupported("KeySpec SM2 outside of the China regions");
    }
    return Arrays.stream(KeySpec.values())
        .filter(spec -> spec.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unsupported("KeySpec " + wanted));
  }

  private static KeyUsage usage(KeySpec spec, Optional<String> wanted) {
    if (wanted.isEmpty()) {
      if (spec.isSymmetricEncryption()) {
        return KeyUsage.ENCRYPT_DECRYPT;
      }
      throw KmsRefusal.invalid(
          "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
              + " keys.");
    }
    return spec.usages().stream()
        .filter(usage -> usage.name().equals(wanted.get()))
        .findFirst()
        .orElseThrow(
            () ->
                KmsRefusal.invalid(
                    "KeyUsage "
                        + wanted.get()
                        + " is not compatible with KeySpec "
                        + spec.wireName()));
  }

  private static KmsRefusal unsupported(String what) {
    return KmsRefusal.of(KmsError.UNSUPPORTED_OPERATION, what + " is not supported here.");
  }
}
