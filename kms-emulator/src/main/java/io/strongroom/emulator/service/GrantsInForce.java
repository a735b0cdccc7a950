package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.policy.Principals;
import io.strongroom.emulator.store.GrantStore;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The grants that permit a wish now. Thread-safe. */
@ApplicationScoped
class GrantsInForce {

  private static final String OBJECT_SERVICE = "s3.amazonaws.com";

  private final GrantStore grants;
  private final GrantTokens tokens;
  private final KmsClock clock;
  private final KmsConfig config;

  GrantsInForce(GrantStore grants, GrantTokens tokens, KmsClock clock, KmsConfig config) {
    this.grants = grants;
    this.tokens = tokens;
    this.clock = clock;
    this.config = config;
  }

  /** The grants whose tokens a wish carries; fails with {@code INVALID_GRANT_TOKEN}. */
  Uni<List<String>> ofTokens(Access access) {
    return tokens.grantIds(access.grantTokens());
  }

  /**
   * The grants that permit a wish.
   *
   * @param byToken those in effect already, however new they are
   */
  Uni<List<Grant>> permitting(Access access, List<String> byToken) {
    return grants
        .of(access.key().arn(), names(access.caller()))
        .map(
            found ->
                found.stream()
                    .filter(grant -> inEffect(grant, byToken))
                    .filter(grant -> grant.permits(access.grantOperation(), access.context()))
                    .toList());
  }

  /**
   * By which of a caller's names a grant reaches it: one to an account is the account's to pass on,
   * and one to a role is bounded as the role's sessions are.
   */
  static Reach reach(KmsCaller caller, Grant grant) {
    String grantee = grant.terms().grantee();
    return Principals.of(caller).names().stream()
        .filter(name -> name.text().equals(grantee))
        .map(Principal.Name::reach)
        .min(Comparator.naturalOrder())
        .orElseGet(
            () ->
                grantee.startsWith(KmsCaller.DOMAIN) && !Principals.isRoot(caller)
                    ? Reach.ACCOUNT
                    : Reach.OWN);
  }

  // The service that calls for itself is what a grant to S3's principal means here.
  private List<String> names(KmsCaller caller) {
    List<String> names = new ArrayList<>(caller.names());
    boolean itself =
        caller.service().isEmpty() && caller.accessKey().map(this::isService).orElse(false);
    if (itself) {
      names.add(OBJECT_SERVICE);
    }
    return names;
  }

  private boolean isService(String accessKey) {
    return config.serviceAccessKeys().map(keys -> keys.contains(accessKey)).orElse(false);
  }

  private boolean inEffect(Grant grant, List<String> byToken) {
    return byToken.contains(grant.id())
        || !grant.created().plus(config.grantDelay()).isAfter(clock.instant());
  }
}
