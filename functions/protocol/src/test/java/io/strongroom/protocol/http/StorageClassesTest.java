package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageClassesTest {

  @ParameterizedTest
  @CsvSource({
    "STANDARD, STANDARD, STANDARD",
    "WARM, STANDARD_IA, STANDARD_IA",
    "COLD, GLACIER, GLACIER",
    "DEEP_ARCHIVE, DEEP_ARCHIVE, DEEP_ARCHIVE",
  })
  void obs_itsNames_areToldToS3ByItsOwn(String given, String kept, String inS3) {
    assertThat(StorageClasses.OBS.kept(given)).contains(kept);
    assertThat(StorageClasses.OBS.shown(kept)).isEqualTo(given);
    assertThat(StorageClasses.S3.shown(kept)).isEqualTo(inS3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COLD", "WARM", "OUTPOSTS", "SNOW", "standard", ""})
  void s3_namesOfOthers_areNone(String given) {
    assertThat(StorageClasses.S3.kept(given)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GLACIER", "STANDARD_IA", "ONEZONE_IA", "cold"})
  void obs_namesOfOthers_areNone(String given) {
    assertThat(StorageClasses.OBS.kept(given)).isEmpty();
  }

  @Test
  void shown_whatWasKeptUnderObssName_isToldByEachDialectsOwn() {
    assertThat(StorageClasses.S3.shown("WARM")).isEqualTo("STANDARD_IA");
    assertThat(StorageClasses.OBS.shown("WARM")).isEqualTo("WARM");
    assertThat(StorageClasses.S3.shown(Optional.empty())).isEqualTo("STANDARD");
  }
}
