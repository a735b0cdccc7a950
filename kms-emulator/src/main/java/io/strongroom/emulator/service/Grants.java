package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.policy.Principals;
import io.strongroom.emulator.store.GrantStore;
import io.strongroom.policy.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Making, finding and retiring grants. Thread-safe. */
@ApplicationScoped
public class Grants {

  private static final Set<String> SYMMETRIC_OPERATIONS =
      Set.of(
          "Decrypt",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo",
          "CreateGrant",
          "RetireGrant",
          "DescribeKey");

  private static final Set<String> SIGNING_OPERATIONS =
      Set.of("Sign", "Verify", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey");

  private static final Set<String> PUBLIC_KEY_OPERATIONS =
      Set.of(
          "Decrypt",
          "Encrypt",
          "ReEncryptFrom",
          "ReEncryptTo",
          "GetPublicKey",
          "CreateGrant",
          "RetireGrant",
          "DescribeKey");

  private static final Set<String> AGREEMENT_OPERATIONS =
      Set.of("DeriveSharedSecret", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey");

  private static final Set<String> MAC_OPERATIONS =
      Set.of("GenerateMac", "VerifyMac", "CreateGrant", "RetireGrant", "DescribeKey");

  private final GrantStore store;
  private final KeyAuthorizer authorizer;
  private final KmsClock clock;

  Grants(GrantStore store, KeyAuthorizer authorizer, KmsClock clock) {
    this.store = store;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /** Demands that the caller may make a grant of these terms; fails with {@code ACCESS_DENIED}. */
  public Uni<Void> requireMayCreate(Access access, GrantTerms terms) {
    return authorizer
        .grantsBehindCreateGrant(access)
        .invoke(
            grants -> {
              if (!grants.isEmpty() && !anyCovers(grants, terms)) {
                throw KmsRefusal.of(
                    KmsError.ACCESS_DENIED,
                    "The grant gives more than the grant it is made under.");
              }
            })
        .replaceWithVoid();
  }

  private static boolean anyCovers(List<Grant> grants, GrantTerms terms) {
    return grants.stream().anyMatch(grant -> grant.covers(terms));
  }

  /** Demands a key in use whose type knows the operations. */
  public static void requireGrantable(KmsKey key, GrantTerms terms) {
    KeyStateTable.requireUsable(key);
    if (!supported(key).containsAll(terms.operations())) {
      throw KmsRefusal.invalid(
          "The operations are not all supported by keys of usage " + key.type().usage() + ".");
    }
  }

  private static Set<String> supported(KmsKey key) {
    return switch (key.type().usage()) {
      case ENCRYPT_DECRYPT ->
          key.type().spec().isSymmetricEncryption() ? SYMMETRIC_OPERATIONS : PUBLIC_KEY_OPERATIONS;
      case SIGN_VERIFY -> SIGNING_OPERATIONS;
      case GENERATE_VERIFY_MAC -> MAC_OPERATIONS;
      case KEY_AGREEMENT -> AGREEMENT_OPERATIONS;
    };
  }

  /** Stores a grant, or finds the one of the same name and terms. */
  public Uni<Grant> create(KmsCaller caller, KmsKey key, GrantTerms terms) {
    Grant grant = new Grant(RandomIds.hex(32), key.arn(), terms, caller.account(), clock.instant());
    return store.create(grant, current -> requireGrantable(current, terms));
  }

  /** One grant; fails with {@code INVALID_GRANT_ID}. */
  public Uni<Grant> get(String grantId) {
    return store
        .find(grantId)
        .map(found -> found.orElseThrow(() -> KmsRefusal.silent(KmsError.INVALID_GRANT_ID)));
  }

  /**
   * Demands the retiring principal, a grantee that may retire, the root of the account that made
   * the grant, or somebody whom the key's policy names for it. Fails with {@code ACCESS_DENIED}.
   *
   * <p>Source: AWS KMS API reference, "RetireGrant".
   */
  public Uni<Void> requireMayRetire(Access access, Grant grant) {
    return authorizer
        .mayRetireByPolicy(access)
        .invoke(
            named -> {
              if (!mayRetire(access.caller(), grant) && !(named && isOfIssuer(access, grant))) {
                throw KmsRefusal.of(
                    KmsError.ACCESS_DENIED,
                    "User: "
                        + access.caller().principal()
                        + " is not authorized to perform: kms:RetireGrant on resource: "
                        + grant.key());
              }
            })
        .replaceWithVoid();
  }

  private static boolean isOfIssuer(Access access, Grant grant) {
    return access.caller().account().equals(grant.issuingAccount());
  }

  private static boolean mayRetire(KmsCaller caller, Grant grant) {
    boolean issuer = Principals.isRoot(caller) && caller.account().equals(grant.issuingAccount());
    boolean retiring = grant.retiringPrincipal().map(name -> isNamed(caller, name)).orElse(false);
    boolean grantee =
        caller.names().contains(grant.terms().grantee())
            && grant.terms().operations().contains("RetireGrant");
    return issuer || retiring || grantee;
  }

  // Not by its account's name, which means the account's root alone.
  private static boolean isNamed(KmsCaller caller, String name) {
    return name.equals(caller.userName())
        || Principals.of(caller).names().stream()
            .filter(known -> known.reach() != Reach.ACCOUNT)
            .anyMatch(known -> known.text().equals(name));
  }
}
