package io.strongroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.policy.condition.Attributes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionKeysTest {

  private static final AccountId OWNER = AccountId.of("111122223333");
  private static final Caller CALLER =
      new Caller(PrincipalName.of("arn:aws:iam::111122223333:root"), OWNER, "request", true);

  @ParameterizedTest
  @CsvSource({
    "us-east-1, k1, arn:aws:kms:us-east-1:111122223333:key/k1",
    "cn-north-1, k1, arn:aws-cn:kms:cn-north-1:111122223333:key/k1",
    "us-gov-west-1, alias/a, arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/a",
    "cn-north-4, cn-north-4:d1:key/k1, arn:aws-cn:kms:cn-north-4:d1:key/k1",
    "us-east-1, arn:aws:kms:eu-west-1:1:key/k, arn:aws:kms:eu-west-1:1:key/k",
    "us-east-1, arn:aws:kms:eu-west-1:1:alias/a, arn:aws:kms:eu-west-1:1:alias/a",
    "us-east-1, vault:orders, vault:orders"
  })
  void keyOfAWrite_howeverItIsNamed_inFullAndInItsPartition(
      Region region, String named, String expected) {
    AccessRequest write =
        new AccessRequest(
            CALLER,
            Action.CREATE_BUCKET,
            new Resource.NewBucket(new BucketName("vault")),
            AccessConditions.writing(
                new EncryptionRequest.KmsManaged(
                    Optional.of(KeyName.parse(named)),
                    EncryptionContext.empty(),
                    Optional.empty(),
                    DataCipher.AES_256)));

    assertThat(
            new ConditionKeys(region, InstantSource.system())
                .of(write, OWNER, Set.of("s3:x-amz-server-side-encryption-aws-kms-key-id"))
                .value("s3:x-amz-server-side-encryption-aws-kms-key-id"))
        .contains(expected);
  }

  @Test
  void of_whatNoPolicyAsksFor_leftOut() {
    AccessRequest request =
        new AccessRequest(
            CALLER,
            Action.CREATE_BUCKET,
            new Resource.NewBucket(new BucketName("vault")),
            AccessConditions.none());
    ConditionKeys keys = new ConditionKeys(Region.of("eu-west-1"), InstantSource.system());

    Attributes some = keys.of(request, OWNER, Set.of("aws:requestedregion"));

    assertThat(some.value("aws:RequestedRegion")).contains("eu-west-1");
    assertThat(some.value("aws:ResourceAccount")).isEmpty();
    assertThat(keys.of(request, OWNER, Set.of())).isSameAs(Attributes.NONE);
  }
}
