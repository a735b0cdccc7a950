package io.strongroom.domain.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies that are there without being made. Their ARNs are in the account {@code aws}, as those
 * of AWS's own, whose names mean the same here.
 */
public final class BuiltInPolicies {

  private static final String PREFIX = "arn:aws:iam::aws:policy/";

  /** What people in a file of access keys could do before there were policies. */
  public static final String FULL_ACCESS = "StrongroomFullAccess";

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "AdministratorAccess",
          allowing("*"),
          "AmazonS3FullAccess",
          allowing("s3:*"),
          "AmazonS3ReadOnlyAccess",
          allowing("s3:Get*", "s3:List*"),
          "IAMFullAccess",
          allowing("iam:*"),
          "IAMReadOnlyAccess",
          allowing("iam:Get*", "iam:List*"),
          FULL_ACCESS,
          allowing("s3:*", "kms:*"),
          "StrongroomReadOnly",
          allowing("s3:Get*", "s3:List*", "kms:Decrypt", "kms:DescribeKey"),
          "StrongroomReadWrite",
          allowing(
              "s3:Get*",
              "s3:List*",
              "s3:PutObject*",
              "s3:DeleteObject*",
              "s3:AbortMultipartUpload",
              "s3:UpdateObjectEncryption",
              "kms:Decrypt",
              "kms:DescribeKey",
              "kms:GenerateDataKey",
              "kms:ReEncrypt*"),
          "StrongroomWriteOnly",
          allowing(
              "s3:PutObject",
              "s3:AbortMultipartUpload",
              "s3:ListMultipartUploadParts",
              "kms:GenerateDataKey",
              "kms:Decrypt"));

  private BuiltInPolicies() {}

  private static String allowing(String... actions) {
    return Stream.of(actions)
        .map(action -> '"' + action + '"')
        .collect(
            Collectors.joining(
                ",",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[",
                "],\"Resource\":\"*\"}]}"));
  }

  /** The ARN of one of them. */
  public static String arn(String name) {
    return PREFIX + name;
  }

  /** The text of one of them. */
  public static Optional<String> document(String arn) {
    return arn.startsWith(PREFIX)
        ? Optional.ofNullable(DOCUMENTS.get(arn.substring(PREFIX.length())))
        : Optional.empty();
  }

  /** The names of all, in order. */
  public static List<String> names() {
    return DOCUMENTS.keySet().stream().sorted().toList();
  }
}
