package io.strongroom.signing.v4;

import io.strongroom.signing.SignatureException.WrongScope;
import io.strongroom.signing.SignatureException.WrongScope.Part;

/** Whether a credential scope belongs to this service, this region and the request's own day. */
final class ScopeCheck {

  private ScopeCheck() {}

  static void check(SigV4Rules rules, CredentialScope scope) {
    if (!scope.service().equals(rules.service())) {
      throw new WrongScope(Part.SERVICE, scope.service(), rules.service());
    }
    if (!rules.acceptsRegion(scope.region())) {
      throw new WrongScope(Part.REGION, scope.region(), rules.regions().getFirst());
    }
  }

  static void checkDate(SignatureClaim claim) {
    String given = claim.credential().scope().date();
    String signed = claim.time().date();
    if (!given.equals(signed)) {
      throw new WrongScope(Part.DATE, given, signed);
    }
  }
}
