package io.strongroom.kms.emulator.aws;

import io.strongroom.kms.emulator.key.KeyManager;
import io.strongroom.kms.emulator.key.KeyOrigin;
import io.strongroom.kms.emulator.key.KeySpec;
import io.strongroom.kms.emulator.key.KeyUsage;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey.KeyType;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.service.NewKey;
import java.util.List;

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
    var tags = Tags.read(members);
    members.check();
    if (spec.isPresent() && legacySpec.isPresent()) {
      throw KmsRefusal.invalid(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    String wantedSpec = spec.or(() -> legacySpec).orElse(KeyJson.SYMMETRIC);
    requireSupported(wantedSpec, usage.orElse("ENCRYPT_DECRYPT"), origin.orElse("AWS_KMS"));
    KeySpec keySpec =
        wantedSpec.equals("SM4") || call.scope().isChina()
            ? KeySpec.SM4
            : KeySpec.SYMMETRIC_DEFAULT;
    KeyType type =
        new KeyType(
            keySpec, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.AWS_KMS, KeyManager.CUSTOMER, multiRegion);
    return new NewKey(type, description.orElse(""), policy, mayLockOut, Tags.checked(tags));
  }

  private static void requireSupported(String spec, String usage, String origin) {
    boolean symmetric = spec.equals(KeyJson.SYMMETRIC) || spec.equals("SM4");
    if (symmetric && !usage.equals("ENCRYPT_DECRYPT")) {
      throw KmsRefusal.invalid("KeyUsage " + usage + " is not compatible with KeySpec " + spec);
    }
    if (!symmetric) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "KeySpec " + spec + " is not supported here.");
    }
    if (!origin.equals("AWS_KMS")) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "Origin " + origin + " is not supported here.");
    }
  }
}
