package io.strongroom.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNameTest {

  @ParameterizedTest
  @CsvSource({
    "aws, eu-central-1",
    "aws, ap-southeast-3",
    "aws, us-east-1",
    "aws-cn, cn-north-1",
    "aws-cn, cn-northwest-1",
    "aws-cn, cn-north-4",
    "aws-us-gov, us-gov-west-1",
    "aws-iso, us-iso-east-1",
    "aws-iso-b, us-isob-east-1",
    "aws-iso-e, eu-isoe-west-1",
    "aws-iso-f, us-isof-south-1",
    "aws-eusc, eusc-de-east-1",
    "aws, af-south-1",
    "aws, la-south-2"
  })
  void parse_eitherSpelling_sameKeyInItsPartition(String partition, String region) {
    String place = region + ":123456789012:key/0f1e";
    String arn = "arn:" + partition + ":kms:" + place;
    assertThat(KeyName.parse(place)).isEqualTo(KeyName.parse(arn));
    assertThat(KeyName.parse(place).text()).isEqualTo(arn);
    assertThat(KeyName.placed(arn)).map(KeyName.Placed::place).contains(place);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:cn-north-1:123456789012:key/1",
    "arn:aws-cn:kms:eu-central-1:123456789012:key/1",
    "arn:aws:kms:us-gov-west-1:123456789012:key/1"
  })
  void parse_partitionOfAnotherRegion_leftForTheServiceToRefuse(String arn) {
    assertThat(KeyName.parse(arn)).isEqualTo(new KeyName.Other(arn));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0f1e",
        "alias/vault",
        "vault:orders",
        "arn:aws:kms:eu-central-1:123456789012:alias/vault",
        "https://name.vault.azure.net/keys/k1",
        "azure:k1/v1"
      })
  void parse_anyOtherName_untouched(String name) {
    assertThat(KeyName.parse(name).text()).isEqualTo(name);
    assertThat(KeyName.placed(name)).isEmpty();
  }

  @Test
  void placed_huaweisDomain_kept() {
    String given = "cn-north-4:0123456789abcdef0123456789abcdef:key/0f1e";
    assertThat(KeyName.placed(given))
        .contains(
            new KeyName.Placed(
                Region.of("cn-north-4"), AccountId.of("0123456789abcdef0123456789abcdef"), "0f1e"));
  }

  @ParameterizedTest
  @CsvSource({
    "vault:orders, vault, orders",
    "azure:k1/v1, azure, k1/v1",
    "red-2:a:b, red-2, a:b",
    "vault:, vault, ''"
  })
  void parse_serviceBeforeAColon_isNamed(String given, String service, String name) {
    assertThat(KeyName.parse(given)).isEqualTo(new KeyName.OfService(service, name));
    assertThat(KmsKeyId.of(given).service()).contains(service);
    assertThat(KmsKeyId.of(name).in(service)).isEqualTo(KmsKeyId.of(given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "alias/vault",
        "https://name.vault.azure.net/keys/k1",
        "arn:aws:kms:eu-central-1:123456789012:alias/vault",
        "arn:aws:kms:eu-central-1:123456789012:key/1",
        "eu-central-1:123456789012:key/1",
        "Vault:orders"
      })
  void service_ofAnyOtherName_none(String given) {
    assertThat(KmsKeyId.of(given).service()).isEmpty();
  }
}
