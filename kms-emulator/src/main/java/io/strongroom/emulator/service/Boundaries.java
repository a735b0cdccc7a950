package io.strongroom.emulator.service;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.policy.KeyPolicies;
import io.strongroom.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What calls signed with an access key may do at most, whoever they are made for: how the functions
 * of one service get different rights over the same users' keys. Thread-safe.
 *
 * <p>Source: IAM user guide, "Permissions boundaries for IAM entities".
 */
@ApplicationScoped
public class Boundaries {

  private final Map<String, Policy> byAccessKey;
  private final IdentityQuestions identities;

  Boundaries(KmsConfig config, IdentityQuestions identities) {
    this.identities = identities;
    this.byAccessKey =
        config.boundaries().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> read(entry.getValue())));
  }

  /** The boundary of the key that signed the caller's request. */
  Optional<Policy> of(KmsCaller caller) {
    return caller.accessKey().map(byAccessKey::get);
  }

  /**
   * Demands that the caller's boundary allows the operation for some key; whether it does for the
   * key in question is decided with the key policy.
   *
   * @param operation name in the AWS API
   * @throws KmsRefusal {@code ACCESS_DENIED}
   */
  public void require(KmsCaller caller, String operation, RequestFacts facts) {
    identities.requireKeyless(caller, operation, facts);
    of(caller)
        .ifPresent(
            boundary -> {
              String action = operation.equals("ReEncrypt") ? "ReEncryptFrom" : operation;
              if (!boundary.mayAllow("kms:" + action)) {
                throw denied(caller, "kms:" + action);
              }
            });
  }

  /**
   * Refuses callers that have a boundary: it speaks of AWS actions, which other dialects lack.
   *
   * @param operation name in the other dialect
   * @throws KmsRefusal {@code ACCESS_DENIED}
   */
  public void requireNone(KmsCaller caller, String operation, RequestFacts facts) {
    identities.requireKeyless(caller, operation, facts);
    if (of(caller).isPresent()) {
      throw denied(caller, "dew:*");
    }
  }

  /** The refusal of a call outside its boundary. */
  static KmsRefusal denied(KmsCaller caller, String action) {
    return KmsRefusal.denied(
        "User: "
            + caller.principal()
            + " is not authorized to perform: "
            + action
            + " because no permissions boundary allows the "
            + action
            + " action",
        "the boundary of the access key that signed the call does not allow it");
  }

  private static Policy read(Path file) {
    try {
      return KeyPolicies.parseBoundary(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the permissions boundary " + file, e);
    }
  }
}
