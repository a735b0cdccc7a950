package io.strongroom.emulator.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {

  private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, aws",
    "ap-southeast-3, aws",
    "cn-north-1, aws-cn",
    "cn-north-4, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, aws-iso-f",
    "eusc-de-east-1, aws-eusc"
  })
  void ofAws_arnOfEveryPartition_theKeyThere(String region, String partition) {
    Scope scope = new Scope(AccountId.of("111122223333"), Region.of(region));
    String arn = "arn:" + partition + ":kms:" + region + ":111122223333:key/" + ID;

    assertThat(KeyReference.ofAws(arn)).isEqualTo(new KeyReference.Arn(arn, new KeyArn(scope, ID)));
    assertThat(KeyArn.parse(arn)).contains(new KeyArn(scope, ID));
    assertThat(new KeyArn(scope, ID)).hasToString(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kms:cn-north-4:111122223333:key/" + ID,
        "arn:aws-cn:kms:eu-central-1:111122223333:key/" + ID,
        "arn:aws:kms:us-gov-west-1:111122223333:alias/a"
      })
  void ofAws_partitionOfAnotherRegion_misplaced(String arn) {
    assertThat(KeyReference.ofAws(arn)).isInstanceOf(KeyReference.Misplaced.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "mrk-1234567890abcdef1234567890abcdef"})
  void id_ofBothApis(String id) {
    assertThat(KeyReference.ofAws(id)).isEqualTo(new KeyReference.Id(id));
    assertThat(KeyReference.ofDew(id)).isEqualTo(new KeyReference.Id(id));
  }

  @Test
  void alias_byNameAndByItsFullName() {
    KeyReference.Named bare = new KeyReference.Named("alias/a", Optional.empty(), "alias/a");
    assertThat(KeyReference.ofAws("alias/a")).isEqualTo(bare);
    assertThat(KeyReference.ofDew("alias/a")).isEqualTo(bare);
    assertThat(KeyReference.ofAws("arn:aws:kms:eu-west-1:111122223333:alias/a").alias())
        .contains("alias/a");
    assertThat(KeyReference.ofDew("kms:cn-north-4:0123:alias:a").alias()).contains("alias/a");
  }

  @Test
  void ofAwsKey_alias_standsForNoKey() {
    assertThat(KeyReference.ofAwsKey("alias/a")).isEqualTo(new KeyReference.Unreadable("alias/a"));
    assertThat(KeyReference.ofAwsKey(ID)).isEqualTo(new KeyReference.Id(ID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-key", "1234ABCD-12AB-34CD-56EF-1234567890AB", "arn:aws:s3:::b"})
  void whatIsNoName_unreadable(String text) {
    assertThat(KeyReference.ofAws(text)).isEqualTo(new KeyReference.Unreadable(text));
    assertThat(KeyReference.ofDew(text)).isEqualTo(new KeyReference.Unreadable(text));
  }
}
