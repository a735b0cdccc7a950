package io.strongroom.function.console.words;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encryption in plain words. Stateless. */
public final class EncryptionWords {

  /** One thing there is to know. */
  public record Fact(String label, String text) {}

  private EncryptionWords() {}

  /** What a new object gets, in a few words. */
  public static String brief(Optional<EncryptionConfiguration> configured) {
    EncryptionConfiguration used = configured.orElseGet(EncryptionConfiguration::serviceDefault);
    return switch (used.algorithm()) {
      case SERVICE_MANAGED -> "Service key, AES-256";
      case KMS -> "KMS key, " + cipher(used.dataCipher());
    };
  }

  /** What an object gets whose writer asks for nothing. */
  public static List<Fact> of(Optional<EncryptionConfiguration> configured) {
    EncryptionConfiguration used = configured.orElseGet(EncryptionConfiguration::serviceDefault);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("A new object is sealed under", holder(used)));
    if (used.algorithm() == EncryptionConfiguration.Algorithm.KMS) {
      facts.add(
          new Fact(
              "KMS key", used.kmsKey().map(KeyName::text).orElse("the account's managed key")));
      facts.add(
          new Fact(
              "Bucket key",
              used.bucketKeyEnabled()
                  ? "On. One call to the KMS serves many objects."
                  : "Off. Each object costs a call to the KMS, and the KMS records each."));
    }
    facts.add(new Fact("Cipher", cipher(used.dataCipher())));
    facts.add(
        new Fact(
            "HTTPS",
            used.algorithm() == EncryptionConfiguration.Algorithm.KMS
                ? "Required. Plain HTTP is refused for writing and reading."
                : "Not required for objects under the service's key. Use it all the same."));
    facts.add(
        new Fact(
            "Keys that writers bring (SSE-C)",
            used.blockCustomerKeys() ? "Refused" : "Taken, over HTTPS"));
    facts.add(
        new Fact(
            "Set by",
            configured.isPresent() ? "this bucket's owner" : "nobody: this is the standard"));
    return List.copyOf(facts);
  }

  private static String holder(EncryptionConfiguration used) {
    return switch (used.algorithm()) {
      case SERVICE_MANAGED -> "a data key of its own, which the service's key wraps (SSE-S3)";
      case KMS ->
          used.dataCipher() == DataCipher.AES_256_TWICE
              ? "two data keys of its own, which two keys wrap (DSSE-KMS)"
              : "a data key of its own, which a KMS key wraps (SSE-KMS)";
    };
  }

  /** How an object is sealed. */
  public static String mode(EncryptionDescription description) {
    return switch (description) {
      case EncryptionDescription.Unencrypted _ -> "Sealed under the service's key, unasked";
      case EncryptionDescription.ServiceManaged _ -> "SSE-S3: the service's key";
      case EncryptionDescription.KmsManaged kms ->
          kms.cipher() == DataCipher.AES_256_TWICE
              ? "DSSE-KMS: a KMS key and the service's key"
              : "SSE-KMS: a KMS key";
      case EncryptionDescription.CustomerProvided _ -> "SSE-C: a key that only its writer has";
    };
  }

  /** The cipher's name. */
  public static String cipher(DataCipher cipher) {
    return switch (cipher) {
      case AES_256 -> "AES-256-GCM";
      case SM4 -> "SM4-GCM";
      case AES_256_TWICE -> "AES-256-GCM in two layers";
    };
  }
}
