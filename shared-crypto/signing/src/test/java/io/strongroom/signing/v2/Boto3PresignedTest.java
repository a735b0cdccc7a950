package io.strongroom.signing.v2;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that boto3 1.43.11 presigned with Version 2. */
class Boto3PresignedTest {

  private static final SigV2Verifier VERIFIER =
      new SigV2Verifier(
          SigV2Dialect.AWS,
          knowing(AWS_EXAMPLE),
          InstantSource.fixed(Instant.ofEpochSecond(1795345777)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Signature=e3PTEq%2BhfpYgaaNR6yIxMT3QTO8%3D",
        "uploadId=u&partNumber=1&Signature=Kb%2BCwHqnSWAxC%2BtpaHXzCjEmcrw%3D",
        "x-amz-server-side-encryption=aws%3Akms&Signature=%2FIyQH%2FMcdQji7w0yjEKU37vHPkY%3D",
        "x-amz-sdk-checksum-algorithm=CRC32&Signature=H%2FRpkJljyVSl92L5v8BAM0BXvTc%3D"
      })
  void verify_presignedPut_accepted(String query) {
    String whole = query + "&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1795345777";

    assertThat(VERIFIER.verify(request("PUT", "/b/k", whole), "/b/k").scheme())
        .isEqualTo(SignatureScheme.AWS_V2_QUERY);
  }

  @Test
  void verify_headerOtherThanThePresignedParameter_mismatch() {
    SignableRequest request =
        request(
            "PUT",
            "/b/k",
            "x-amz-server-side-encryption=aws%3Akms&Signature=%2FIyQH%2FMcdQji7w0yjEKU37vHPkY%3D"
                + "&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1795345777",
            "x-amz-server-side-encryption",
            "AES256");

    assertThatThrownBy(() -> VERIFIER.verify(request, "/b/k"))
        .isInstanceOf(SignatureException.SignatureMismatch.class);
  }
}
