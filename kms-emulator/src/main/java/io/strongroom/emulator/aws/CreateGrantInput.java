package io.strongroom.emulator.aws;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.CreateGrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the request of CreateGrant. */
final class CreateGrantInput {

  private static final List<String> OPERATIONS =
      List.of(
          "Decrypt",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo",
          "Sign",
          "Verify",
          "GetPublicKey",
          "CreateGrant",
          "RetireGrant",
          "DescribeKey",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "GenerateMac",
          "VerifyMac",
          "DeriveSharedSecret");
  private static final int MAX_PAIRS = 8;
  private static final int MAX_VALUE_LENGTH = 384;
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws[a-z-]*:(iam|sts)::([0-9]{12}):[\\w+=,.@/:-]{1,230}");

  /** A service of the cloud, which may be a grantee and nothing else. */
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]{1,64}\\.amazonaws\\.com(\\.cn)?");

  private CreateGrantInput() {}

  static CreateGrant.Command read(AwsCall call) {
    Members members = call.members();
    KeyReference key = AwsCall.key(members);
    String grantee = members.requiredText("GranteePrincipal", 1, 256);
    Optional<String> retiring = members.text("RetiringPrincipal", 1, 256);
    if (!members.has("Operations")) {
      members.missing("Operations");
    }
    List<String> operations = members.textsOf("Operations", OPERATIONS);
    Optional<String> name = members.text("Name", 1, 256);
    List<String> grantTokens = CryptoInput.grantTokens(members);
    boolean dryRun = members.flag("DryRun");
    GrantConstraint constraint =
        members
            .structure("Constraints")
            .map(CreateGrantInput::constraint)
            .orElse(new GrantConstraint.None());
    members.check();
    if (!SERVICE.matcher(grantee).matches()) {
      requirePrincipal(grantee);
    }
    retiring.ifPresent(CreateGrantInput::requirePrincipal);
    if (operations.isEmpty()) {
      throw KmsRefusal.invalid("A grant needs at least one operation.");
    }
    return new CreateGrant.Command(
        key,
        new GrantTerms(name, grantee, retiring, Set.copyOf(operations), constraint),
        grantTokens,
        dryRun);
  }

  private static GrantConstraint constraint(Members members) {
    boolean equal = members.has(CreateGrant.EQUALS);
    boolean subset = members.has(CreateGrant.SUBSET);
    if (members.has("SourceArn")) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "The grant constraint SourceArn is not supported here.");
    }
    members.requireOnly(Set.of(CreateGrant.EQUALS, CreateGrant.SUBSET));
    if (equal && subset) {
      throw KmsRefusal.invalid("A grant takes one encryption context constraint.");
    }
    if (!equal && !subset) {
      return new GrantConstraint.None();
    }
    Map<String, String> pairs = members.textMap(equal ? CreateGrant.EQUALS : CreateGrant.SUBSET);
    boolean tooLong = pairs.values().stream().anyMatch(v -> v.length() > MAX_VALUE_LENGTH);
    if (pairs.size() > MAX_PAIRS || tooLong) {
      throw KmsRefusal.invalid(
          "A grant constraint takes at most 8 pairs with values of at most 384 characters.");
    }
    if (pairs.isEmpty()) {
      throw KmsRefusal.invalid(
          "An encryption context constraint of a grant takes at least 1 pair.");
    }
    return equal
        ? new GrantConstraint.ContextEquals(pairs)
        : new GrantConstraint.ContextSubset(pairs);
  }

  /** Whether an ARN names a principal of an account. */
  static boolean isOfAccount(String arn, AccountId account) {
    Matcher principal = PRINCIPAL.matcher(arn);
    return principal.matches() && principal.group(2).equals(account.value());
  }

  private static void requirePrincipal(String arn) {
    if (!PRINCIPAL.matcher(arn).matches()) {
      throw KmsRefusal.of(KmsError.INVALID_ARN, "Invalid principal ARN");
    }
  }
}
