package io.strongroom.emulator.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of keys, aliases and callers, in every partition. */
class KeyNamesTest {

  private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws",
    "eu-west-1, aws",
    "cn-north-1, aws-cn",
    "us-gov-west-1, aws-us-gov"
  })
  void keyArn_inEveryPartition_isReadAsItIsWritten(String region, String partition) {
    KeyArn arn = new KeyArn(new Scope(AccountId.of("111122223333"), Region.of(region)), ID);

    assertThat(arn).hasToString("arn:" + partition + ":kms:" + region + ":111122223333:key/" + ID);
    assertThat(KeyArn.parse(arn.toString())).contains(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws:s3:us-east-1:111122223333:key/1",
        "arn:aws:kms:us-east-1:11112222333:key/1",
        "arn:aws:kms:us-east-1:111122223333:alias/1",
        "arn:aws:kms:us-east-1:111122223333:key/",
        "arn:aws:kms:us-east-1:111122223333:key/A",
        "arn:aws:kms:us-east-1:111122223333:key/1/2",
        " arn:aws:kms:us-east-1:111122223333:key/1",
        "arn:aws-cn:kms:us-east-1:111122223333:key/1",
        "arn:aws:kms:cn-north-1:111122223333:key/1"
      })
  void keyArn_thatIsNone_orOfAnotherPartition_empty(String text) {
    assertThat(KeyArn.parse(text)).isEmpty();
  }

  @Test
  void keyArn_ofAHuaweiDomain_isRead() {
    String domain = "0123456789abcdef0123456789abcdef";

    assertThat(KeyArn.parse("arn:aws-cn:kms:cn-north-4:" + domain + ":key/1"))
        .contains(new KeyArn(new Scope(AccountId.of(domain), Region.of("cn-north-4")), "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/a", "alias/A-b_c:d/e", "alias/aws/s3"})
  void alias_ofAllowedCharacters_isTaken(String text) {
    assertThat(AliasName.parse(text)).contains(new AliasName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "alias/", "alias/ä", "alias/a b", "Alias/a", "alias/a\n"})
  void alias_ofOthers_isNone(String text) {
    assertThat(AliasName.parse(text)).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> new AliasName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void alias_ofTheGreatestLength_isTaken_longerNot() {
    assertThat(AliasName.parse("alias/" + "a".repeat(250))).isPresent();
    assertThat(AliasName.parse("alias/" + "a".repeat(251))).isEmpty();
  }

  @Test
  void alias_ofTheService_isReserved() {
    assertThat(new AliasName("alias/aws/s3").isReserved()).isTrue();
    assertThat(new AliasName("alias/awsome").isReserved()).isFalse();
    assertThat(new AliasName("alias/a").arn(SomeKeys.SCOPE))
        .isEqualTo("arn:aws:kms:eu-west-1:111122223333:alias/a");
  }

  private static KmsCaller caller(String principal) {
    return new KmsCaller(
        AccountId.of("111122223333"),
        PrincipalName.of(principal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void names_ofASession_haveItsRole() {
    assertThat(caller("arn:aws:sts::111122223333:assumed-role/writer/me").names())
        .contains(
            "arn:aws:sts::111122223333:assumed-role/writer/me",
            "arn:aws:iam::111122223333:role/writer",
            "111122223333",
            "arn:aws:iam::111122223333:root",
            "domain:111122223333");
  }

  @Test
  void names_ofAUser_haveNoRole() {
    assertThat(caller("arn:aws:iam::111122223333:user/alice").names())
        .noneMatch(name -> name.contains(":role/"));
  }

  @Test
  void userName_ofAnArn_isAHashOfIt_ofAnIdIsTheId() {
    assertThat(caller("abc123").userName()).isEqualTo("user:abc123");
    assertThat(caller("arn:aws:iam::111122223333:user/alice").userName())
        .matches("user:[0-9a-f]{32}")
        .isNotEqualTo(caller("arn:aws:iam::111122223333:user/bob").userName());
  }

  @ParameterizedTest
  @CsvSource({"cn-north-1, true", "us-east-1, false", "xcn-1, false"})
  void china_isTheRegionsOfChina(String region, boolean china) {
    assertThat(new Scope(AccountId.of("111122223333"), Region.of(region)).isChina())
        .isEqualTo(china);
  }

  @Test
  void spec_everyOne_isForSomething() {
    for (KeySpec spec : KeySpec.values()) {
      assertThat(spec.usages()).as("%s", spec).isNotEmpty().doesNotHaveDuplicates();
      assertThat(spec.isSymmetricEncryption())
          .isEqualTo(spec.use() instanceof KeySpec.Use.Messages);
    }
    assertThat(KeySpec.SM4.wireName()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThatThrownBy(KeySpec.RSA_2048::suite).isInstanceOf(IllegalStateException.class);
  }
}
