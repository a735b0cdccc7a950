package io.strongroom.domain.access;

import io.strongroom.policy.ClosedVocabulary;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.ServiceWords;
import io.strongroom.policy.StatementScope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of bucket policies for their authors: an action that can be done to none of its
 * statement's resources is refused, and so is a condition key that none of its actions has. Such a
 * statement would be kept without effect. Immutable.
 *
 * <p>Source: Service authorization reference, "Actions, resources, and condition keys for Amazon
 * S3".
 */
record StatementFitness(ClosedVocabulary words) implements ServiceWords {

  private static final String EVERYTHING = "*";
  private static final int ARN_PARTS = 6;

  /** Done to objects or their parts, and not called so. */
  private static final Set<String> OF_OBJECTS =
      Set.of(
          "s3:abortmultipartupload",
          "s3:listmultipartuploadparts",
          "s3:bypassgovernanceretention",
          "s3:replicatedelete",
          "s3:replicatetags");

  private static final Set<String> LISTS = Set.of("s3:listbucket", "s3:listbucketversions");
  private static final Set<String> WRITES =
      Set.of("s3:putobject", "s3:updateobjectencryption", "s3:replicateobject");
  private static final Set<String> CONDITIONAL =
      Set.of("s3:putobject", "s3:deleteobject", "s3:deleteobjectversion");

  /** Keys that few actions have; others are left to their author. */
  private static final Map<String, Set<String>> OF_FEW =
      Map.of(
          "s3:prefix", LISTS,
          "s3:delimiter", LISTS,
          "s3:max-keys", LISTS,
          "s3:x-amz-server-side-encryption", WRITES,
          "s3:x-amz-server-side-encryption-aws-kms-key-id", WRITES,
          "s3:x-amz-server-side-encryption-customer-algorithm", WRITES,
          "s3:x-amz-copy-source", Set.of("s3:putobject"),
          "s3:objectcreationoperation", Set.of("s3:putobject"),
          "s3:if-match", CONDITIONAL,
          "s3:if-none-match", CONDITIONAL);

  @Override
  public boolean knowsAction(String pattern) {
    return words.knowsAction(pattern);
  }

  @Override
  public KeyUse keyUse(String key) {
    return words.keyUse(key);
  }

  @Override
  public boolean knowsResource(String pattern) {
    return words.knowsResource(pattern);
  }

  @Override
  public Optional<PolicyError> misfit(StatementScope scope) {
    for (String pattern : scope.actions()) {
      if (words.meant(pattern).stream().noneMatch(action -> fits(action, scope.resources()))) {
        return Optional.of(new PolicyError.ActionWithoutResource(pattern));
      }
    }
    List<String> actions =
        scope.actions().stream().map(words::meant).flatMap(Collection::stream).toList();
    return scope.keys().stream()
        .filter(OF_FEW::containsKey)
        .filter(key -> actions.stream().noneMatch(OF_FEW.getOrDefault(key, Set.of())::contains))
        .sorted()
        .findFirst()
        .map(PolicyError.ConditionWithoutAction::new);
  }

  private static boolean fits(String action, List<String> resources) {
    boolean object = isOfObjects(action);
    return resources.stream()
        .anyMatch(pattern -> object ? mayBeObject(pattern) : mayBeBucket(pattern));
  }

  private static boolean isOfObjects(String action) {
    return OF_OBJECTS.contains(action)
        || (action.contains("object") && !action.contains("bucketobjectlock"));
  }

  private static boolean mayBeObject(String pattern) {
    String name = name(pattern);
    return name.indexOf('/') >= 0 || name.indexOf('*') >= 0;
  }

  private static boolean mayBeBucket(String pattern) {
    return name(pattern).indexOf('/') < 0;
  }

  private static String name(String pattern) {
    return pattern.equals(EVERYTHING) ? pattern : pattern.split(":", ARN_PARTS)[ARN_PARTS - 1];
  }
}
