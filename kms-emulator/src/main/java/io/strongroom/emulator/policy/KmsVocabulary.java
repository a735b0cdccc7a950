package io.strongroom.emulator.policy;

import io.strongroom.policy.ClosedVocabulary;
import io.strongroom.policy.ServiceWords;
import io.strongroom.policy.ServiceWords.KeyUse;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The actions of the AWS KMS API, and the condition keys that are filled here. A key that AWS has
 * and this service does not fill is unknown, since a denial that depends on it would never apply.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Key
 * Management Service".
 */
final class KmsVocabulary {

  private static final Set<String> ACTIONS =
      Set.of(
          "kms:CancelKeyDeletion",
          "kms:ConnectCustomKeyStore",
          "kms:CreateAlias",
          "kms:CreateCustomKeyStore",
          "kms:CreateGrant",
          "kms:CreateKey",
          "kms:Decrypt",
          "kms:DeleteAlias",
          "kms:DeleteCustomKeyStore",
          "kms:DeleteImportedKeyMaterial",
          "kms:DeriveSharedSecret",
          "kms:DescribeCustomKeyStores",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:DisconnectCustomKeyStore",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyPair",
          "kms:GenerateDataKeyPairWithoutPlaintext",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:GenerateMac",
          "kms:GenerateRandom",
          "kms:GetKeyLastUsage",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:GetParametersForImport",
          "kms:GetPublicKey",
          "kms:ImportKeyMaterial",
          "kms:ListAliases",
          "kms:ListGrants",
          "kms:ListKeyPolicies",
          "kms:ListKeyRotations",
          "kms:ListKeys",
          "kms:ListResourceTags",
          "kms:ListRetirableGrants",
          "kms:PutKeyPolicy",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:ReplicateKey",
          "kms:RetireGrant",
          "kms:RevokeGrant",
          "kms:RotateKeyOnDemand",
          "kms:ScheduleKeyDeletion",
          "kms:Sign",
          "kms:SynchronizeMultiRegionKey",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateCustomKeyStore",
          "kms:UpdateKeyDescription",
          "kms:UpdatePrimaryRegion",
          "kms:Verify",
          "kms:VerifyMac");

  private static final Map<String, KeyUse> KEYS =
      Map.ofEntries(
          Map.entry("aws:CurrentTime", KeyUse.SINGLE),
          Map.entry("aws:EpochTime", KeyUse.SINGLE),
          Map.entry("aws:PrincipalAccount", KeyUse.SINGLE),
          Map.entry("aws:PrincipalArn", KeyUse.SINGLE),
          Map.entry("aws:RequestedRegion", KeyUse.SINGLE),
          Map.entry("aws:ResourceAccount", KeyUse.SINGLE),
          Map.entry("aws:SecureTransport", KeyUse.SINGLE),
          Map.entry("aws:SourceIp", KeyUse.SINGLE),
          Map.entry("aws:UserAgent", KeyUse.SINGLE),
          Map.entry("aws:username", KeyUse.SINGLE),
          Map.entry("aws:ViaAWSService", KeyUse.SINGLE),
          Map.entry("kms:CallerAccount", KeyUse.SINGLE),
          Map.entry("kms:EncryptionAlgorithm", KeyUse.SINGLE),
          Map.entry("kms:EncryptionContext:", KeyUse.UNQUANTIFIED),
          Map.entry("kms:EncryptionContextKeys", KeyUse.MULTIPLE),
          Map.entry("kms:GranteePrincipal", KeyUse.SINGLE),
          Map.entry("kms:GrantConstraintType", KeyUse.SINGLE),
          Map.entry("kms:GrantOperations", KeyUse.MULTIPLE),
          Map.entry("kms:KeyOrigin", KeyUse.SINGLE),
          Map.entry("kms:KeySpec", KeyUse.SINGLE),
          Map.entry("kms:KeyUsage", KeyUse.SINGLE),
          Map.entry("kms:MultiRegion", KeyUse.SINGLE),
          Map.entry("kms:ReEncryptOnSameKey", KeyUse.SINGLE),
          Map.entry("kms:RequestAlias", KeyUse.SINGLE),
          Map.entry("kms:ResourceAliases", KeyUse.MULTIPLE),
          Map.entry("kms:RetiringPrincipal", KeyUse.SINGLE),
          Map.entry("kms:ViaService", KeyUse.SINGLE));

  private static final Pattern KEY = Pattern.compile("arn:[^:]*:(?:kms|\\*):[^:]*:[^:]*:.+");

  /** What policies of keys, and boundaries of those who use them, may name. */
  static final ServiceWords WORDS =
      new ClosedVocabulary(ACTIONS, KEYS, pattern -> KEY.matcher(pattern).matches());

  private KmsVocabulary() {}
}
