package io.strongroom.signing.v4;

import static io.strongroom.signing.TestRequests.AWS_EXAMPLE;
import static io.strongroom.signing.TestRequests.knowing;
import static io.strongroom.signing.TestRequests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.VerifiedSignature;
import io.strongroom.signing.internal.Hashing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The worked examples of the Amazon S3 API reference, "Authenticating Requests". */
class AwsDocumentedExamplesTest {

  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final SigV4Verifier VERIFIER =
      new SigV4Verifier(
          SigV4Rules.s3("us-east-1"), knowing(AWS_EXAMPLE), InstantSource.fixed(TIME));
  private static final SigV4Signer SIGNER = new SigV4Signer(AWS_EXAMPLE, "us-east-1", "s3");

  private static final byte[] CHUNK_1 = bytes(65536);
  private static final byte[] CHUNK_2 = bytes(1024);

  @Test
  void verify_getObject_accepted() {
    SignableRequest signed =
        authorized(
            request(
                "GET",
                "/test.txt",
                "",
                "Host",
                HOST,
                "Range",
                "bytes=0-9",
                "x-amz-content-sha256",
                Hashing.EMPTY_SHA256,
                "x-amz-date",
                "20130524T000000Z"),
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

    assertThat(VERIFIER.verify(signed).payload())
        .isEqualTo(new PayloadIntegrity.SignedPayload(Hashing.EMPTY_SHA256));
  }

  @Test
  void verify_putObjectWithDateHeader_accepted() {
    String hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    SignableRequest signed =
        authorized(
            request(
                "PUT",
                "/test%24file.text",
                "",
                "Host",
                HOST,
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "x-amz-content-sha256",
                hash),
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");

    assertThat(VERIFIER.verify(signed).payload())
        .isEqualTo(new PayloadIntegrity.SignedPayload(hash));
  }

  @Test
  void sign_valuelessParameter_matchesExample() {
    SignableRequest signed =
        SIGNER.sign(request("GET", "/", "lifecycle", "Host", HOST), new byte[0], TIME);

    assertThat(signed.header("authorization"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
  }

  @Test
  void sign_listObjects_matchesExample() {
    SignableRequest signed =
        SIGNER.sign(request("GET", "/", "max-keys=2&prefix=J", "Host", HOST), new byte[0], TIME);

    assertThat(signed.header("authorization"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
  }

  @Test
  void presign_getObject_matchesExample() {
    SignableRequest signed =
        SIGNER.presign(
            request("GET", "/test.txt", "", "Host", HOST), Duration.ofSeconds(86400), TIME);

    assertThat(signed.query().value("X-Amz-Signature"))
        .contains("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    assertThat(VERIFIER.verify(signed).payload()).isEqualTo(new PayloadIntegrity.UnsignedPayload());
  }

  @Test
  void verify_signedChunks_chainMatchesExample() {
    VerifiedSignature verified =
        VERIFIER.verify(
            streaming(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                "Content-Length",
                "66824"));

    assertThat(verified.payload()).isInstanceOf(PayloadIntegrity.SignedChunks.class);
    ChunkSigner signer = ((PayloadIntegrity.SignedChunks) verified.payload()).signer();
    assertThat(signer.signChunk(Hashing.sha256Hex(CHUNK_1)))
        .isEqualTo("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    assertThat(signer.signChunk(Hashing.sha256Hex(CHUNK_2)))
        .isEqualTo("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
    assertThat(signer.signChunk(Hashing.EMPTY_SHA256))
        .isEqualTo("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
  }

  @Test
  void verify_signedChunksWithTrailer_chainMatchesExample() {
    VerifiedSignature verified =
        VERIFIER.verify(
            streaming(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
                "x-amz-trailer",
                "x-amz-checksum-crc32c"));

    assertThat(verified.payload()).isInstanceOf(PayloadIntegrity.SignedChunksWithTrailer.class);
    ChunkSigner signer = ((PayloadIntegrity.SignedChunksWithTrailer) verified.payload()).signer();
    signer.verifyChunk(
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        Hashing.sha256Hex(CHUNK_1));
    signer.verifyChunk(
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        Hashing.sha256Hex(CHUNK_2));
    signer.verifyChunk(
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", Hashing.EMPTY_SHA256);
    assertThat(signer.signTrailer(Hashing.sha256Hex("x-amz-checksum-crc32c:sOO8/Q==\n")))
        .isEqualTo("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
  }

  private static SignableRequest streaming(
      String sha, String signedHeaders, String signature, String name, String value) {
    SignableRequest request =
        request(
            "PUT",
            "/examplebucket/chunkObject.txt",
            "",
            "Host",
            "s3.amazonaws.com",
            "x-amz-date",
            "20130524T000000Z",
            "x-amz-storage-class",
            "REDUCED_REDUNDANCY",
            "x-amz-content-sha256",
            sha,
            "Content-Encoding",
            "aws-chunked",
            "x-amz-decoded-content-length",
            "66560",
            name,
            value);
    return authorized(request, signedHeaders, signature);
  }

  private static SignableRequest authorized(
      SignableRequest request, String signedHeaders, String signature) {
    return request.withHeader(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + "SignedHeaders="
            + signedHeaders
            + ",Signature="
            + signature);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }
}
