package io.strongroom.policy;

import static io.strongroom.policy.PolicyTexts.ACCOUNT;
import static io.strongroom.policy.PolicyTexts.ALICE;
import static io.strongroom.policy.PolicyTexts.ROLE;
import static io.strongroom.policy.PolicyTexts.SESSION;
import static io.strongroom.policy.PolicyTexts.alice;
import static io.strongroom.policy.PolicyTexts.bucket;
import static io.strongroom.policy.PolicyTexts.identity;
import static io.strongroom.policy.PolicyTexts.of;
import static io.strongroom.policy.PolicyTexts.request;
import static io.strongroom.policy.PolicyTexts.session;
import static io.strongroom.policy.PolicyTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Verdict.Source;
import io.strongroom.policy.condition.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Policy ALL = identity(statement("Allow", "*", ""));
  private static final Policy LIST_ONLY = identity(statement("Allow", "s3:ListBucket", ""));
  private static final Principal CAROL =
      Principal.user("arn:aws:iam::444455556666:user/carol", "444455556666");

  private static Verdict decide(
      Principal caller,
      @Nullable Policy identity,
      @Nullable Policy resource,
      @Nullable Policy boundary,
      @Nullable Policy session) {
    Policies policies =
        new Policies(
            named("own", identity).stream().toList(),
            named("resource", resource),
            named("boundary", boundary),
            named("session", session));
    return Evaluation.decide(request(caller, Map.of()), policies, ResourceRules.BUCKETS);
  }

  private static Optional<Named> named(String name, @Nullable Policy policy) {
    return policy == null ? Optional.empty() : Optional.of(new Named(name, policy));
  }

  private static void assertSilent(Verdict verdict, Source source) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Unallowed.class, no -> assertThat(no.silent()).isEqualTo(source));
  }

  @Test
  void decide_nobodySaysAnything_notAllowed() {
    assertSilent(decide(alice(), null, null, null, null), Source.IDENTITY);
  }

  @Test
  void decide_rootOfTheOwner_needsNoPolicyButObeysADenial() {
    Policy denial = bucket(of("*", "Deny", "s3:GetObject"));
    assertThat(decide(Principal.root(ACCOUNT), null, null, null, null).isAllowed()).isTrue();
    assertThat(decide(Principal.root(ACCOUNT), null, denial, null, null))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void decide_rootInASession_mayDoWhatTheSessionsPolicyLets() {
    Principal root = Principal.root(ACCOUNT);

    assertSilent(decide(root, null, null, null, LIST_ONLY), Source.SESSION);
    assertThat(decide(root, null, null, null, ALL).isAllowed()).isTrue();
  }

  @Test
  void decide_userInASession_namedByTheResource_mayDoWhatTheSessionsPolicyLets() {
    for (String name : List.of(ALICE, "*")) {
      Policy open = bucket(of(name, "Allow", "s3:*"));

      assertSilent(decide(alice(), null, open, null, LIST_ONLY), Source.SESSION);
      assertThat(decide(alice(), null, open, LIST_ONLY, ALL).isAllowed()).isTrue();
    }
  }

  @Test
  void decide_anyDenial_winsAndIsNamed() {
    Policy denial =
        identity(statement("Allow", "*", ""), statement("Deny", "s3:Get*", ",\"Sid\":\"no\""));
    Policy open = bucket(of("*", "Allow", "s3:*"));
    for (Verdict verdict :
        List.of(
            decide(alice(), denial, open, null, null),
            decide(alice(), ALL, open, denial, null),
            decide(session(), ALL, open, null, denial))) {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Denied.class,
              denied ->
                  assertThat(denied.by().statement())
                      .isEqualTo(new StatementRef(1, Optional.of("no"))));
    }
  }

  @Test
  void decide_allowed_namesTheStatement() {
    Policy two = identity(statement("Allow", "s3:Put*", ""), statement("Allow", "s3:Get*", ""));
    assertThat(decide(alice(), two, null, null, null))
        .isEqualTo(
            new Verdict.Allowed(
                Optional.of(
                    new Verdict.Decider(
                        Source.IDENTITY, "own", new StatementRef(1, Optional.empty())))));
  }

  @Test
  void decide_resourcePolicyNamesTheCaller_silenceOfOthersDoesNotCount() {
    for (String name : List.of(ALICE, "*")) {
      assertThat(
              decide(alice(), null, bucket(of(name, "Allow", "s3:*")), LIST_ONLY, null).isAllowed())
          .isTrue();
    }
    assertThat(
            decide(session(), null, bucket(of(SESSION, "Allow", "s3:*")), LIST_ONLY, LIST_ONLY)
                .isAllowed())
        .isTrue();
  }

  @Test
  void decide_resourcePolicyNamesTheRole_boundaryAndSessionCount() {
    Policy named = bucket(of(ROLE, "Allow", "s3:*"));
    assertThat(decide(session(), null, named, null, null).isAllowed()).isTrue();
    assertSilent(decide(session(), null, named, LIST_ONLY, null), Source.BOUNDARY);
    assertSilent(decide(session(), null, named, null, LIST_ONLY), Source.SESSION);
  }

  @Test
  void decide_resourcePolicyNamesTheAccount_identityDecides() {
    Policy named = bucket(of(ACCOUNT, "Allow", "s3:*"));
    assertSilent(decide(alice(), null, named, null, null), Source.IDENTITY);
    assertThat(decide(alice(), ALL, named, null, null).isAllowed()).isTrue();
  }

  @Test
  void decide_acrossAccounts_bothSidesMustAllow() {
    Policy named = bucket(of("444455556666", "Allow", "s3:*"));
    assertSilent(decide(CAROL, null, named, null, null), Source.IDENTITY);
    assertSilent(decide(CAROL, ALL, null, null, null), Source.RESOURCE);
    assertSilent(decide(CAROL, ALL, named, LIST_ONLY, null), Source.BOUNDARY);
    assertThat(decide(CAROL, ALL, named, null, null).isAllowed()).isTrue();
    assertThat(decide(Principal.root("444455556666"), null, named, null, null).isAllowed())
        .isTrue();
  }

  @Test
  void decide_federatedWithoutSessionPolicy_notAllowed() {
    Principal kim = Principal.federated("arn:aws:sts::111122223333:federated-user/kim", ACCOUNT);
    assertSilent(decide(kim, ALL, null, null, null), Source.SESSION);
    assertThat(decide(kim, ALL, null, null, ALL).isAllowed()).isTrue();
  }

  @Test
  void decide_anonymous_reachedByEveryoneOnly() {
    assertThat(
            decide(Principal.anonymous(), null, bucket(of("*", "Allow", "s3:*")), null, null)
                .isAllowed())
        .isTrue();
    assertSilent(
        decide(Principal.anonymous(), ALL, bucket(of(ACCOUNT, "Allow", "s3:*")), null, null),
        Source.RESOURCE);
  }

  @Test
  void decide_notPrincipal_sparesOnlyWhoIsListedWithItsAccount() {
    String rest = ",\"NotPrincipal\":{\"AWS\":[%s]}";
    Policy user = bucket(statement("Deny", "*", rest.formatted('"' + ALICE + '"')));
    Policy both =
        bucket(statement("Deny", "*", rest.formatted('"' + ALICE + "\",\"" + ACCOUNT + '"')));
    Policy sessions =
        bucket(
            statement(
                "Deny",
                "*",
                rest.formatted('"' + SESSION + "\",\"" + ROLE + "\",\"" + ACCOUNT + '"')));
    assertThat(decide(alice(), ALL, user, null, null)).isInstanceOf(Verdict.Denied.class);
    assertThat(decide(alice(), ALL, both, null, null).isAllowed()).isTrue();
    assertThat(decide(session(), ALL, both, null, null)).isInstanceOf(Verdict.Denied.class);
    assertThat(decide(session(), ALL, sessions, null, null).isAllowed()).isTrue();
    assertThat(decide(Principal.anonymous(), null, both, null, null))
        .isInstanceOf(Verdict.Denied.class);
  }

  @Test
  void isPublic_everyoneWithoutAFixedPin() {
    String pin = ",\"Principal\":\"*\",\"Condition\":{\"%s\":{\"%s\":\"%s\"}}";
    assertThat(bucket(of("*", "Allow", "s3:*")).isPublic()).isTrue();
    assertThat(bucket(of("*", "Deny", "s3:*")).isPublic()).isFalse();
    assertThat(bucket(of(ACCOUNT, "Allow", "s3:*")).isPublic()).isFalse();
    for (String[] open :
        new String[][] {
          {"IpAddress", "aws:SourceIp", "0.0.0.0/7"},
          {"IpAddress", "aws:SourceIp", "2001::/16"},
          {"NotIpAddress", "aws:SourceIp", "10.0.0.0/8"},
          {"StringLike", "aws:PrincipalArn", "*"},
          {"StringEqualsIfExists", "aws:SourceVpc", "vpc-1"},
          {"Bool", "aws:SecureTransport", "true"}
        }) {
      assertThat(bucket(statement("Allow", "s3:*", pin.formatted((Object[]) open))).isPublic())
          .isTrue();
    }
    for (String[] pinned :
        new String[][] {
          {"IpAddress", "aws:SourceIp", "10.0.0.0/8"}, {"StringEquals", "aws:SourceVpc", "vpc-1"}
        }) {
      assertThat(bucket(statement("Allow", "s3:*", pin.formatted((Object[]) pinned))).isPublic())
          .isFalse();
    }
  }

  @Test
  void decide_key_itsPolicyIsAskedFirst() {
    PolicyRequest asked =
        new PolicyRequest(
            Principal.root(ACCOUNT),
            "kms:Decrypt",
            new PolicyRequest.Resource("arn:aws:kms:eu:111122223333:key/1", ACCOUNT),
            Attributes.NONE);
    Policies own =
        new Policies(
            List.of(new Named("own", ALL)), Optional.empty(), Optional.empty(), Optional.empty());
    assertSilent(Evaluation.decide(asked, own, ResourceRules.KEYS), Source.RESOURCE);
  }

  @Test
  void decide_notResourceWithUnresolvedVariable_widensNoAllow() {
    String rest =
        "{\"Effect\":\"%s\",\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::h/${aws:username}/*\"}";
    assertSilent(
        decide(session(), identity(rest.formatted("Allow")), null, null, null), Source.IDENTITY);
    assertThat(decide(session(), identity(rest.formatted("Deny")), null, null, null))
        .isInstanceOf(Verdict.Denied.class);
  }
}
