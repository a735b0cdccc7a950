package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.BucketPolicies;
import io.strongroom.domain.access.PolicyAuthorizer;
import io.strongroom.domain.access.Quotas;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.access.RuleRefusal;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.testing.InMemoryBuckets;
import io.strongroom.domain.testing.InMemoryMetadata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator learns also why something was refused that no policy refused. */
class RuledOutTest {

  private static final AccountId OWNER = AccountId.of("111122223333");
  private static final AccountId OTHER = AccountId.of("444455556666");
  private static final BucketName VAULT = new BucketName("vault");
  private static final String PUBLIC =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
      "Action":"s3:*","Resource":["arn:aws:s3:::vault","arn:aws:s3:::vault/*"]}]}\
      """;

  private final List<RuleRefusal> refusals = new ArrayList<>();
  private final InMemoryBuckets buckets = new InMemoryBuckets(new InMemoryMetadata());
  private final AuthorizedBuckets authorized =
      new AuthorizedBuckets(
          buckets,
          new PolicyAuthorizer(
              new BucketPolicies(() -> buckets),
              new PolicyAuthorizer.Rules(Region.of("us-east-1"), Set.of()),
              InstantSource.system(),
              new RefusalLog() {
                @Override
                public void note(Refusal refusal) {
                  throw new AssertionError(refusal.toOperator());
                }

                @Override
                public void ruledOut(RuleRefusal refusal) {
                  refusals.add(refusal);
                }
              },
              (named, caller) -> Uni.createFrom().failure(new AssertionError())),
          new Quotas(() -> buckets, InstantSource.system()));
  private final BucketPolicyAccess access =
      new BucketPolicyAccess(
          authorized, buckets, names -> Uni.createFrom().item(Map.<String, String>of()));

  @BeforeEach
  void makeBucket() {
    buckets
        .createIfAbsent(
            new Bucket(VAULT, OWNER, Region.of("us-east-1"), Instant.EPOCH, Optional.empty()))
        .await()
        .indefinitely();
  }

  private static Caller root(AccountId account) {
    return new Caller(
        PrincipalName.of("arn:aws:iam::" + account + ":root"), account, "request", true);
  }

  private void blockPublicPolicies(boolean blocked) {
    buckets
        .setPublicAccessBlock(
            VAULT, Optional.of(new PublicAccessBlock(false, false, blocked, false)))
        .await()
        .indefinitely();
  }

  private Uni<Void> put(Caller caller) {
    return access.put(new BucketPolicyAccess.Put(caller, VAULT, Form.AWS, PUBLIC, false));
  }

  private String refusal(Uni<?> refused) {
    assertThatThrownBy(() -> refused.await().indefinitely())
        .isInstanceOf(ObjectStoreException.class);
    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().owner()).isEqualTo(OWNER);
    return refusals.getFirst().toOperator();
  }

  @Test
  void publicPolicy_whereThoseAreBlocked_saysWhichSetting() {
    blockPublicPolicies(true);

    assertThat(refusal(put(root(OWNER))))
        .isEqualTo(
            "arn:aws:iam::111122223333:root may not s3:PutBucketPolicy on arn:aws:s3:::vault: the"
                + " policy is public, and BlockPublicPolicy keeps such from the bucket. Have the"
                + " policy name whom it means, or take BlockPublicPolicy away.");
  }

  @Test
  void policyOfAnothersBucket_thatAllowsIt_saysWhoseItIs() {
    blockPublicPolicies(false);
    put(root(OWNER)).await().indefinitely();

    assertThat(refusal(access.get(new BucketPolicyAccess.Command(root(OTHER), VAULT))))
        .contains("arn:aws:iam::444455556666:root may not s3:GetBucketPolicy")
        .contains("for the owner's account alone");
  }

  @Test
  void anotherOwnerExpected_saysSo() {
    Caller caller =
        new Caller(
            CallerIdentity.root("arn:aws:iam::" + OWNER + ":root", OWNER),
            "request",
            true,
            CallFacts.none()
                .expecting(new CallFacts.Expected(Optional.of(OTHER.value()), Optional.empty())));

    assertThat(refusal(access.get(new BucketPolicyAccess.Command(caller, VAULT))))
        .contains("the request names another account as the bucket's owner");
  }
}
