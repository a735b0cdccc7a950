package io.strongroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of bucket policies whose parts fit together, and others. */
class StatementFitnessTest {

  private static final BucketName VAULT = new BucketName("vault");

  private static String policy(String actions, String resource, String condition) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},
        "Action":%s,"Resource":%s%s}]}"""
        .formatted(actions, resource, condition.isEmpty() ? "" : ",\"Condition\":" + condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "s3:GetObject"                    | "arn:aws:s3:::vault/*"
          "s3:ListBucket"                   | "arn:aws:s3:::vault"
          "s3:*"                            | "arn:aws:s3:::vault/*"
          "*"                               | "arn:aws:s3:::vault"
          ["s3:GetObject","s3:ListBucket"]  | ["arn:aws:s3:::vault","arn:aws:s3:::vault/a"]
          "s3:GetObject"                    | "arn:aws:s3:::vault*"
          "s3:PutBucketObjectLockConfiguration" | "arn:aws:s3:::vault"
          "s3:AbortMultipartUpload"         | "arn:aws:s3:::vault/a"
          """)
  void forAuthor_actionsThatFit_taken(String actions, String resource) {
    assertThat(BucketPolicies.forAuthor(VAULT, Form.AWS, policy(actions, resource, "")))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "s3:GetObject"                    | "arn:aws:s3:::vault"
          "s3:ListBucket"                   | "arn:aws:s3:::vault/*"
          ["s3:GetObject","s3:ListBucket"]  | "arn:aws:s3:::vault/*"
          "s3:AbortMultipartUpload"         | "arn:aws:s3:::vault"
          """)
  void forAuthor_actionWithoutResource_refused_butKeptWhereItIsThere(
      String actions, String resource) {
    String text = policy(actions, resource, "");

    assertThatThrownBy(() -> BucketPolicies.forAuthor(VAULT, Form.AWS, text))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> assertThat(e.error()).isInstanceOf(PolicyError.ActionWithoutResource.class));
    assertThat(
            BucketPolicies.stored(
                VAULT,
                new BucketPolicyText(
                    UUID.randomUUID(), Form.AWS, text, BucketPolicyText.Terms.PLAIN)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "s3:GetObject" | "arn:aws:s3:::vault/*" | {"StringEquals":{"s3:prefix":"a"}}
          "s3:ListBucket" | "arn:aws:s3:::vault"  | {"StringEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}
          """)
  void forAuthor_conditionOfOtherActions_refused(
      String actions, String resource, String condition) {
    assertThatThrownBy(
            () -> BucketPolicies.forAuthor(VAULT, Form.AWS, policy(actions, resource, condition)))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> assertThat(e.error()).isInstanceOf(PolicyError.ConditionWithoutAction.class));
  }
}
