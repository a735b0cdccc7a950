package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;

/**
 * A request as statements compare it: whatever all of them would work out is worked out once.
 *
 * @param action in lower case
 * @param ofObject whether the resource is one within a bucket
 */
record Question(PolicyRequest request, String action, boolean ofObject) {

  private static final int COLONS = 5;

  static Question of(PolicyRequest request) {
    return new Question(
        request, Attributes.folded(request.action()), isObject(request.resource().arn()));
  }

  String arn() {
    return request.resource().arn();
  }

  Attributes conditions() {
    return request.conditions();
  }

  Principal caller() {
    return request.caller();
  }

  private static boolean isObject(String arn) {
    int at = -1;
    for (int i = 0; i < COLONS; i++) {
      at = arn.indexOf(':', at + 1);
    }
    return arn.indexOf('/', at + 1) >= 0;
  }
}
