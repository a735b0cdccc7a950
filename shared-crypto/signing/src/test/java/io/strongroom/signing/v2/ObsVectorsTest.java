package io.strongroom.signing.v2;

import static io.strongroom.signing.TestRequests.OBS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureScheme;
import io.strongroom.signing.VerifiedSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Requests recorded from the Huawei OBS SDK for Java, with the signatures it sent. */
class ObsVectorsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T02:20:00Z");
  private static final String DATE = "Sun, 22 Nov 2026 02:16:06 GMT";
  private static final SigV2Verifier OBS =
      new SigV2Verifier(SigV2Dialect.OBS, knowing(OBS_EXAMPLE), InstantSource.fixed(NOW));
  private static final SigV2Verifier AWS =
      new SigV2Verifier(SigV2Dialect.AWS, knowing(OBS_EXAMPLE), InstantSource.fixed(NOW));

  @Test
  void verify_listBuckets_accepted() {
    VerifiedSignature verified =
        OBS.verify(
            request(
                "GET", "/", "", "Date", DATE, "Authorization", obs("hpzc6c02rO1/yE+SIr3KKj5WGes=")),
            "/");

    assertThat(verified.scheme()).isEqualTo(SignatureScheme.OBS_HEADER);
    assertThat(verified.payload()).isEqualTo(new PayloadIntegrity.NotCovered());
  }

  @Test
  void verify_subResource_accepted() {
    SignableRequest request =
        request(
            "PUT",
            "/",
            "encryption",
            "Date",
            DATE,
            "Content-MD5",
            "BD7d8/bV9CmrCLGX0jDNkg==",
            "Content-Type",
            "application/xml",
            "Authorization",
            obs("EyZM+bkD1CNzv4GdvOgg95P/s+U="));

    assertThat(OBS.verify(request, "/bkt-1/").credential()).isSameAs(OBS_EXAMPLE);
  }

  @Test
  void verify_dialectHeadersAndEscapedKey_accepted() {
    SignableRequest request =
        request(
            "PUT",
            "/dir%2Fa%20b%2B~%C3%A9.txt",
            "",
            "X-Obs-Server-Side-Encryption",
            "kms",
            "x-obs-sse-kms-key-project-id",
            "proj1",
            "x-obs-server-side-encryption-kms-key-id",
            "522d6070-5ad3-4765-9737-9312ddc72cdb",
            "x-obs-meta-k1",
            " v1 ",
            "Date",
            DATE,
            "Content-Type",
            "text/plain",
            "Authorization",
            obs("zx3ZQHhJijiJBAxOSu2kZ9kaQJQ="));

    assertThat(OBS.verify(request, "/bkt-1/dir%2Fa%20b%2B~%C3%A9.txt").scheme())
        .isEqualTo(SignatureScheme.OBS_HEADER);
  }

  @Test
  void verify_presigned_accepted() {
    SignableRequest request =
        request(
            "GET",
            "/dir/a%20b%2B%C3%A9.txt",
            "AccessKeyId=AKEXAMPLE&Expires=1795317970&versionId=v1"
                + "&response-content-type=text%2Fplain"
                + "&Signature=iwnnfzkdAzEny3Lz%2FnR67TNGXIA%3D");

    assertThat(OBS.verify(request, "/bkt-1/dir/a%20b%2B%C3%A9.txt").scheme())
        .isEqualTo(SignatureScheme.OBS_QUERY);
  }

  @Test
  void verify_presignedEncryptionParameter_accepted() {
    SignableRequest request =
        request(
            "PUT",
            "/dir/e",
            "x-obs-server-side-encryption=kms&AccessKeyId=AKEXAMPLE&Expires=1795317970"
                + "&Signature=929sv5mYIFWnXbbgzrAy63Wq6VU%3D");

    assertThat(OBS.verify(request, "/bkt-1/dir/e").scheme()).isEqualTo(SignatureScheme.OBS_QUERY);
  }

  @Test
  void verify_awsVersion2PathStyle_accepted() {
    SignableRequest request =
        request(
            "PUT",
            "/bkt-1",
            "",
            "Date",
            "Sun, 22 Nov 2026 02:16:07 GMT",
            "Content-Type",
            "application/xml",
            "x-obs-ignored",
            "rides along",
            "Authorization",
            "AWS AKEXAMPLE:HQvmgFLcFHLEYTS0KHj0S5fhySo=");

    assertThat(AWS.verify(request, "/bkt-1").scheme()).isEqualTo(SignatureScheme.AWS_V2_HEADER);
  }

  @Test
  void verifyPolicy_recordedPolicy_accepted() {
    String policy =
        "{\"expiration\":\"2026-11-22T03:16:06.659Z\",\"conditions\":[{\"bucket\":\"bkt-1\"},"
            + "{\"key\":\"k\"},{\"x-obs-server-side-encryption\":\"kms\"}]}";
    String base64 = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));

    assertThat(OBS.verifyPolicy("AKEXAMPLE", base64, "Cm75yBszjlCR3d9YfFywdyGrgOM="))
        .isSameAs(OBS_EXAMPLE);
  }

  private static String obs(String signature) {
    return "OBS AKEXAMPLE:" + signature;
  }
}
