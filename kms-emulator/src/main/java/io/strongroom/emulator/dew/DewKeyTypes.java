package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey.KeyType;
import java.util.Arrays;
import java.util.Set;

/** Reads which sort of key is to be made. */
final class DewKeyTypes {

  /** Sorts of key that this API does not have. */
  private static final Set<KeySpec> ABSENT =
      Set.of(
          KeySpec.HMAC_224,
          KeySpec.ECC_NIST_P521,
          KeySpec.ML_DSA_44,
          KeySpec.ML_DSA_65,
          KeySpec.ML_DSA_87);

  private DewKeyTypes() {}

  static KeyType read(DewInput input) {
    KeySpec spec = spec(input);
    return new KeyType(spec, usage(input, spec), origin(input), KeyManager.CUSTOMER, false);
  }

  private static KeySpec spec(DewInput input) {
    String wanted = input.text("key_spec").filter(text -> !text.isEmpty()).orElse("AES_256");
    return Arrays.stream(KeySpec.values())
        .filter(known -> !ABSENT.contains(known))
        .filter(known -> DewJson.spec(known).equals(wanted))
        .findFirst()
        .orElseThrow(() -> DewRefusal.of("KMS.1110", "The key_spec is not supported."));
  }

  private static KeyUsage usage(DewInput input, KeySpec spec) {
    String wanted =
        input
            .text("key_usage")
            .filter(text -> !text.isEmpty())
            .orElse(spec.usages().getFirst().name());
    return spec.usages().stream()
        .filter(known -> known != KeyUsage.KEY_AGREEMENT && known.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> DewRefusal.of("KMS.1110", "The key_usage does not fit."));
  }

  private static KeyOrigin origin(DewInput input) {
    return switch (input.text("origin").filter(text -> !text.isEmpty()).orElse("kms")) {
      case "kms" -> KeyOrigin.AWS_KMS;
      case "external" -> KeyOrigin.EXTERNAL;
      default -> throw DewRefusal.invalid("origin");
    };
  }
}
