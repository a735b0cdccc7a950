package io.strongroom.crypto.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws",
    "cn-north-4, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-south-1, aws-iso-f",
    "eusc-de-east-1, aws-eusc",
    "RegionOne, aws"
  })
  void partition_everyArea_itsOwn(Region region, String partition) {
    assertThat(region.partition()).isEqualTo(partition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "us east 1", "us-east-1/kms", "a:b", "\u00e9u-west-1"})
  void of_whatIsNoName_refused(String text) {
    assertThatThrownBy(() -> Region.of(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Region.find(text)).isEmpty();
  }

  @Test
  void of_longestName_taken_oneMore_refused() {
    assertThat(Region.find("r".repeat(64))).contains(Region.of("r".repeat(64)));
    assertThat(Region.find("r".repeat(65))).isEmpty();
  }
}
