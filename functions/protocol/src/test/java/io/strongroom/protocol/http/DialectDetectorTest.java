package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.protocol.http.Route.DialectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectDetectorTest {

  @ParameterizedTest
  @CsvSource({
    "OBS ak:sig, OBS",
    "AWS ak:sig, S3",
    "AWS4-HMAC-SHA256 Credential=x, S3",
    "Bearer token, S3",
  })
  void detect_authorizationHeader_decides(String authorization, DialectName dialect) {
    WireRequest request =
        Wire.request("GET", "/b/k", "Authorization", authorization, "x-obs-date", "d");

    assertThat(DialectDetector.detect(request)).isEqualTo(dialect);
  }

  @ParameterizedTest
  @CsvSource({
    "/b/k?AccessKeyId=a&Expires=1&Signature=s, OBS",
    "/b/k?AWSAccessKeyId=a&Expires=1&Signature=s, S3",
    "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256, S3",
    "/b/k?%zz, S3",
    "/?apiversion, OBS",
    "/b/k, S3",
  })
  void detect_query_decides(String target, DialectName dialect) {
    assertThat(DialectDetector.detect(Wire.request("HEAD", target))).isEqualTo(dialect);
  }

  @Test
  void detect_onlyObsHeaders_obs() {
    WireRequest only = Wire.request("PUT", "/b/k", "x-obs-acl", "private");
    WireRequest both = Wire.request("PUT", "/b/k", "x-obs-acl", "private", "x-amz-acl", "private");

    assertThat(DialectDetector.detect(only)).isEqualTo(DialectName.OBS);
    assertThat(DialectDetector.detect(both)).isEqualTo(DialectName.S3);
  }

  @Test
  void detect_jsonTargetElsewhere_notJson() {
    String target = "TrentService.Decrypt";

    assertThat(DialectDetector.detect(Wire.request("POST", "/", "X-Amz-Target", target)))
        .isEqualTo(DialectName.AWS_JSON);
    assertThat(DialectDetector.detect(Wire.request("PUT", "/b/k", "X-Amz-Target", target)))
        .isEqualTo(DialectName.S3);
  }
}
