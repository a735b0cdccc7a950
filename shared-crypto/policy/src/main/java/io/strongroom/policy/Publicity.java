package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.condition.Check;
import io.strongroom.policy.condition.Check.Quantifier;
import io.strongroom.policy.condition.Condition;
import io.strongroom.policy.condition.Operator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which statements make a policy public: they allow everyone, unless a condition pins the caller
 * down to fixed values.
 *
 * <p>Source: S3 user guide, "The meaning of public".
 */
final class Publicity {

  private static final String SOURCE_IP = "aws:sourceip";
  private static final int LEAST_PREFIX_IPV4 = 8;
  private static final int LEAST_PREFIX_IPV6 = 32;

  private static final Set<String> PINNING_KEYS =
      Stream.of(
              "aws:PrincipalOrgID",
              "aws:PrincipalArn",
              "aws:PrincipalAccount",
              "aws:SourceIp",
              "aws:SourceArn",
              "aws:SourceAccount",
              "aws:SourceOwner",
              "aws:SourceVpc",
              "aws:SourceVpce",
              "aws:userid",
              "s3:x-amz-server-side-encryption-aws-kms-key-id",
              "s3:DataAccessPointArn",
              "s3:DataAccessPointAccount")
          .map(Attributes::folded)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<Operator> PINNING_OPERATORS =
      EnumSet.of(
          Operator.STRING_EQUALS,
          Operator.STRING_EQUALS_IGNORE_CASE,
          Operator.STRING_LIKE,
          Operator.ARN_EQUALS,
          Operator.ARN_LIKE,
          Operator.IP_ADDRESS);

  private Publicity() {}

  static boolean isPublic(Statement statement) {
    return statement.allows()
        && statement.principals().everyone()
        && statement.conditions().stream().noneMatch(Publicity::pins);
  }

  private static boolean pins(Condition condition) {
    Check check = condition.check();
    return PINNING_KEYS.contains(condition.key())
        && PINNING_OPERATORS.contains(check.operator())
        && condition.key().equals(SOURCE_IP) == (check.operator() == Operator.IP_ADDRESS)
        && check.quantifier() != Quantifier.ALL
        && !check.ifExists()
        && condition.values().stream().allMatch(value -> isFixed(condition.key(), value));
  }

  private static boolean isFixed(String key, String value) {
    boolean fixed = Stream.of("*", "?", "${").noneMatch(value::contains);
    return fixed && (!key.equals(SOURCE_IP) || isNarrow(value));
  }

  // The document was read, so what follows the slash is a number.
  private static boolean isNarrow(String range) {
    int slash = range.indexOf('/');
    int least = range.contains(":") ? LEAST_PREFIX_IPV6 : LEAST_PREFIX_IPV4;
    return slash < 0 || Integer.parseInt(range.substring(slash + 1)) >= least;
  }
}
