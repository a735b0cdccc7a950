package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Huawei's policies call things, in the form of AWS. Documents are translated when they are
 * read, so that one rule holds for the requests of both dialects.
 *
 * <p>Source: OBS permissions configuration guide, "Bucket policy parameters" and "IAM permissions".
 */
public final class ObsNames {

  private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");
  private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
  private static final String COPY_SOURCE = "s3:x-amz-copy-source";
  private static final String HEADER = "x-obs-";

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("securetransport", "aws:SecureTransport"),
          Map.entry("sourceip", "aws:SourceIp"),
          Map.entry("currenttime", "aws:CurrentTime"),
          Map.entry("epochtime", "aws:EpochTime"),
          Map.entry("useragent", "aws:UserAgent"),
          Map.entry("referer", "aws:Referer"),
          Map.entry("prefix", "s3:prefix"),
          Map.entry("delimiter", "s3:delimiter"),
          Map.entry("max-keys", "s3:max-keys"),
          Map.entry("versionid", "s3:VersionId"),
          Map.entry("acl", "s3:x-amz-acl"),
          Map.entry("copy-source", COPY_SOURCE),
          Map.entry("metadata-directive", "s3:x-amz-metadata-directive"),
          Map.entry("server-side-encryption", ENCRYPTION));

  private static final Map<String, String> GLOBAL_KEYS =
      Map.of(
          "g:username", "aws:username",
          "g:mfapresent", "aws:MultiFactorAuthPresent",
          "g:currenttime", "aws:CurrentTime",
          "g:sourceip", "aws:SourceIp");

  private static final Pattern IAM_RESOURCE =
      Pattern.compile("obs:\\*?:\\*?:(bucket|object|\\*):(.+)", Pattern.DOTALL);
  private static final Pattern IAM_ACTION =
      Pattern.compile("obs:(bucket|object|\\*):([A-Za-z*?]{1,128})");

  /** What Huawei's permissions for keys let do. Source: DEW permissions, "Custom policies". */
  private static final Map<String, String> KEY_ACTIONS =
      Map.of(
          "kms:cmk:get", "kms:DescribeKey",
          "kms:cmk:list", "kms:ListKeys",
          "kms:cmk:create", "kms:CreateKey",
          "kms:dek:create", "kms:GenerateDataKey*",
          "kms:dek:crypto", "kms:Decrypt",
          "kms:dek:decrypt", "kms:Decrypt",
          "kms:dek:encrypt", "kms:Encrypt",
          "kms:*:*", "kms:*");

  private static final Pattern KEY_RESOURCE =
      Pattern.compile("(?:kms|KMS):\\*?:\\*?:(?:KeyId|\\*):([A-Za-z0-9*?-]{1,64})");

  private ObsNames() {}

  /** A condition key of a bucket policy; empty when there is none of this name. */
  public static Optional<String> key(String obs) {
    String folded = Attributes.folded(obs);
    String bare = folded.startsWith(HEADER) ? folded.substring(HEADER.length()) : folded;
    return Optional.ofNullable(KEYS.get(bare));
  }

  /** A condition key of an identity policy; empty when there is none of this name. */
  static Optional<String> identityKey(String huawei) {
    return huawei.startsWith("obs:")
        ? key(huawei.substring("obs:".length()))
        : Optional.ofNullable(GLOBAL_KEYS.get(Attributes.folded(huawei)));
  }

  /**
   * A value of a condition key, or of the request header it is filled from.
   *
   * @param key in the form of AWS
   */
  public static String value(String key, String obs) {
    return switch (key) {
      case ENCRYPTION -> obs.equals("kms") ? "aws:kms" : obs;
      case COPY_SOURCE -> obs.startsWith("/") ? obs.substring(1) : obs;
      default -> obs;
    };
  }

  /** Whether the values of a key have other spellings here, which a wildcard would not match. */
  static boolean isRespelled(String key) {
    return key.equals(ENCRYPTION);
  }

  /** The resources that {@code bucket} or {@code bucket/key*} means, one for each partition. */
  public static List<String> arns(String resource) {
    return PARTITIONS.stream().map(part -> "arn:" + part + ":s3:::" + resource).toList();
  }

  /** The resources that {@code obs:*:*:object:bucket/key*} means; none when it means nothing. */
  static List<String> identityArns(String resource) {
    Matcher key = KEY_RESOURCE.matcher(resource);
    if (key.matches()) {
      return PARTITIONS.stream()
          .map(part -> "arn:" + part + ":kms:*:*:key/" + key.group(1))
          .toList();
    }
    Matcher form = IAM_RESOURCE.matcher(resource);
    if (!form.matches()) {
      return List.of();
    }
    String name = form.group(2);
    List<String> names = new ArrayList<>();
    switch (form.group(1)) {
      case "object" -> names.addAll(name.equals("*") ? arns("*/*") : arns(name));
      default -> names.addAll(arns(name));
    }
    return names;
  }

  /**
   * The actions that {@code obs:object:GetObject} or {@code kms:dek:create} mean; empty when it is
   * of no such form.
   */
  static Optional<ActionPattern> identityAction(String action) {
    Optional<String> onKeys = Optional.ofNullable(KEY_ACTIONS.get(Attributes.folded(action)));
    if (onKeys.isPresent()) {
      return onKeys.map(name -> ActionPattern.of(name, ActionPattern.Level.ANY));
    }
    Matcher form = IAM_ACTION.matcher(action);
    if (!form.matches()) {
      return Optional.empty();
    }
    ActionPattern.Level level =
        switch (form.group(1)) {
          case "bucket" -> ActionPattern.Level.BUCKET;
          case "object" -> ActionPattern.Level.OBJECT;
          default -> ActionPattern.Level.ANY;
        };
    return Optional.of(ActionPattern.of("s3:" + form.group(2), level));
  }
}
