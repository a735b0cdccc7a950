package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import java.util.List;
import java.util.Map;

/** Policies and requests of the tests. */
final class PolicyTexts {

  static final String ACCOUNT = "111122223333";
  static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  static final String ROLE = "arn:aws:iam::111122223333:role/etl";
  static final String SESSION = "arn:aws:sts::111122223333:assumed-role/etl/run1";
  static final String OBJECT = "arn:aws:s3:::vault/a.txt";

  private PolicyTexts() {}

  static String document(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  /** A statement on everything, without principal. */
  static String statement(String effect, String action, String rest) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(effect, action, rest);
  }

  /** A statement of a resource's policy. */
  static String of(String principal, String effect, String action) {
    return statement(effect, action, ",\"Principal\":{\"AWS\":\"" + principal + "\"}");
  }

  static Policy identity(String... statements) {
    return Policy.parse(
        document(statements), Grammar.aws(PolicyKind.IDENTITY, ServiceWords.open()));
  }

  static Policy bucket(String... statements) {
    return Policy.parse(document(statements), Grammar.aws(PolicyKind.BUCKET, ServiceWords.open()));
  }

  static PolicyRequest request(Principal caller, Map<String, List<String>> conditions) {
    return new PolicyRequest(
        caller,
        "s3:GetObject",
        new PolicyRequest.Resource(OBJECT, ACCOUNT),
        Attributes.of(conditions));
  }

  static Principal alice() {
    return Principal.user(ALICE, ACCOUNT);
  }

  static Principal session() {
    return Principal.session(SESSION, ROLE, ACCOUNT);
  }
}
