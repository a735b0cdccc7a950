package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.v4.SigV4Rules;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody reads is refused by name, whether or not anybody here has heard of it. */
class WholeRequestTest {

  private static final Dialect S3 =
      new ObjectDialect(
          new S3Particulars(
              SigV4Rules.s3("us-east-1"),
              Signers.plain(id -> Optional.empty()),
              InstantSource.system()),
          InstantSource.system());
  private static final Dialect OBS =
      new ObjectDialect(
          new ObsParticulars(
              Region.of("us-east-1"),
              Signers.plain(id -> Optional.empty()),
              InstantSource.system()),
          InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    // Promises that this service does not keep.
    "PUT, /bkt/k, x-amz-write-offset-bytes, 5",
    "PUT, /bkt/k?partNumber=1&uploadId=u, x-amz-object-lock-mode, COMPLIANCE",
    "PUT, /bkt/k?partNumber=1&uploadId=u, x-amz-tagging, a=b",
    // Headers of other operations.
    "PUT, /bkt/k, x-amz-copy-source-if-match, a",
    "PUT, /bkt/k, x-amz-metadata-directive, REPLACE",
    "PUT, /bkt/k?partNumber=1&uploadId=u, x-amz-storage-class, STANDARD_IA",
    "PUT, /bkt/k?partNumber=1&uploadId=u, x-amz-meta-a, b",
    "PUT, /bkt/k?partNumber=1&uploadId=u, if-none-match, *",
    "DELETE, /bkt/k, x-amz-server-side-encryption-customer-algorithm, AES256",
    "DELETE, /bkt/k, if-unmodified-since, 'Sun, 22 Nov 2026 02:16:06 GMT'",
    "GET, /bkt/k, x-amz-meta-a, b",
    "GET, /bkt, x-amz-server-side-encryption, AES256",
    "PUT, /bkt/k, content-range, bytes 0-4/10",
    // Nonsense, and what is yet to come.
    "GET, /bkt/k, x-amz-checksum-crc32, AAAAAQ==",
    "PUT, /bkt, x-amz-checksum-crc32, AAAAAQ==",
    "GET, /bkt/k, x-amz-no-such-thing, 1",
    "PUT, /bkt, x-amz-no-such-thing, 1",
    // Words of the other dialect.
    "PUT, /bkt/k, x-obs-server-side-encryption, kms",
    "PUT, /bkt/k, x-obs-acl, private",
    // Buckets of another kind.
    "PUT, /bkt, x-amz-grant-read, id=a",
    "PUT, /bkt, x-amz-bucket-object-lock-enabled, yes",
    "PUT, /bkt, x-amz-object-ownership, ObjectWriter",
    "PUT, /bkt, x-amz-object-ownership, BucketOwnerPreferred",
    "PUT, /bkt, x-amz-bucket-namespace, account-regional",
    "PUT, /bkt, x-default-storage-class, WARM",
  })
  void s3_headerNobodyReads_refusedByName(
      String method, String target, String header, String value) {
    assertThat(errorOf(() -> parse(S3, Wire.incoming(method, target, header, value))))
        .isEqualTo(new RequestError.HeaderNotImplemented(header));
  }

  @Test
  void s3_checksumOfUnknownAlgorithm_invalid() {
    IncomingRequest request = Wire.incoming("PUT", "/bkt/k", "x-amz-checksum-crc128", "AAAA");
    assertThat(errorOf(() -> parse(S3, request)))
        .isEqualTo(
            new RequestError.InvalidRequest(
                "The algorithm type you specified in x-amz-checksum- header is invalid."));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /bkt, x-obs-az-redundancy, 3az",
    "PUT, /bkt, x-obs-fs-file-interface, Enabled",
    "PUT, /bkt, x-obs-epid, 9892d768-2d13-450f-aac7-ed0e44c2585f",
    "PUT, /bkt, x-obs-grant-read, id=a",
    "PUT, /bkt, x-obs-acl, public-read",
    "PUT, /bkt/k, x-obs-callback, eyJ9",
    "PUT, /bkt/k, x-obs-persistent-headers, k:v",
    "PUT, /bkt/k, x-obs-expires, 3",
    "PUT, /bkt/k, x-obs-object-lock-legal-hold, ON",
    "DELETE, /bkt/k, x-obs-bypass-governance-retention, true",
    "PUT, /bkt/k, x-amz-acl, private",
    "GET, /bkt/k, x-obs-traffic-limit, 819200",
    "POST, /bkt/k?uploads, x-obs-expires, 3",
  })
  void obs_headerNobodyReads_refusedByName(
      String method, String target, String header, String value) {
    assertThat(errorOf(() -> parse(OBS, obs(method, target, header, value))))
        .isEqualTo(new RequestError.HeaderNotImplemented(header));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /bkt/k, x-amz-request-payer, requester",
    "GET, /bkt/k, x-amz-te, append-md5",
    "GET, /bkt/k, x-amz-checksum-crc32, AAAAAA==",
    "GET, /bkt/k, x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
    "DELETE, /bkt/k, x-amz-checksum-sha1, 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
    "GET, /bkt/k, x-amz-user-agent, aws-sdk-js/3",
    "GET, /bkt/k, x-amzn-trace-id, Root=1",
    "GET, /bkt/k, amz-sdk-invocation-id, 1",
    "GET, /bkt/k, x-amz-checksum-mode, ENABLED",
    "GET, /bkt/k, x-amz-meta-a, ''",
    "GET, /bkt, x-amz-optional-object-attributes, RestoreStatus",
    "GET, /bkt, if-none-match, a",
    "DELETE, /bkt/k, x-amz-bypass-governance-retention, true",
    "DELETE, /bkt/k, x-amz-mfa, 1 2",
    "PUT, /bkt/k, if-modified-since, 'Sun, 22 Nov 2026 02:16:06 GMT'",
    "PUT, /bkt/k, x-amz-tagging, ''",
    "PUT, /bkt/k, x-amz-tagging-directive, COPY",
    "PUT, /bkt, x-amz-object-ownership, BucketOwnerEnforced",
    "PUT, /bkt, x-amz-bucket-object-lock-enabled, false",
    "PUT, /bkt, x-amz-acl, private",
    "PUT, /bkt, x-default-storage-class, STANDARD",
    "GET, /bkt/k?uploadId=u, x-amz-server-side-encryption-customer-key, raw",
  })
  void s3_headerThatAsksForNothing_passes(
      String method, String target, String header, String value) {
    assertThatCode(() -> parse(S3, Wire.incoming(method, target, header, value)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /bkt, x-obs-storage-class, STANDARD",
    "PUT, /bkt, x-obs-epid, 0",
    "GET, /bkt/k, x-obs-request-payer, requester",
    "GET, /, x-obs-location, true",
  })
  void obs_headerThatAsksForNothing_passes(
      String method, String target, String header, String value) {
    assertThatCode(() -> parse(OBS, obs(method, target, header, value))).doesNotThrowAnyException();
  }

  @Test
  void ownershipNobodyHas_isAnInvalidArgument() {
    IncomingRequest request = Wire.incoming("PUT", "/bkt", "x-amz-object-ownership", "Mine");

    assertThat(errorOf(() -> parse(S3, request)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Invalid x-amz-object-ownership header: Mine", "x-amz-object-ownership", "Mine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Location><Name>use1-az4</Name><Type>AvailabilityZone</Type></Location>",
        "<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy></Bucket>",
      })
  void createBucket_ofAnotherKind_notImplemented(String inside) {
    assertThat(errorOf(() -> parse(S3, create(inside))))
        .isInstanceOf(RequestError.NotImplemented.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Unknown/>",
        "<Unknown>a</Unknown>",
        "<LocationConstraint/><LocationConstraint/>",
        "<LocationConstraint><Name>a</Name></LocationConstraint>",
        "<LocationConstraint>us-east-1</LocationConstraint><Location>eu-west-1</Location>",
        "<Tags>a</Tags>",
        "text",
      })
  void createBucket_elementNobodyReads_malformed(String inside) {
    assertMalformed(() -> parse(S3, create(inside)));
  }

  static Stream<String> documents() {
    String encryption =
        "<ServerSideEncryptionConfiguration><Rule>%s</Rule>%s</ServerSide"
            + "EncryptionConfiguration>";
    String settings =
        "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>%s"
            + "</ApplyServerSideEncryptionByDefault>%s";
    return Stream.of(
        "POST /bkt/k?uploadId=u <CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
            + "<ETag>a</ETag>%s</Part></CompleteMultipartUpload>",
        "POST /bkt/k?uploadId=u <CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
            + "<ETag>a</ETag></Part>%s</CompleteMultipartUpload>",
        "POST /bkt?delete <Delete><Object><Key>a</Key>%s</Object></Delete>",
        "POST /bkt?delete <Delete><Object><Key>a</Key></Object>%s</Delete>",
        "PUT /bkt?encryption " + encryption.formatted(settings.formatted("%s", ""), ""),
        "PUT /bkt?encryption " + encryption.formatted(settings.formatted("", "%s"), ""),
        "PUT /bkt?encryption " + encryption.formatted(settings.formatted("", ""), "%s"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_elementNobodyReads_malformed(String document) {
    List<String> pieces = List.of(document.split(" ", 3));

    assertThatCode(() -> parse(S3, incoming(pieces, ""))).doesNotThrowAnyException();
    assertMalformed(() -> parse(S3, incoming(pieces, "<Unknown>1</Unknown>")));
    assertMalformed(() -> parse(S3, incoming(pieces, "<Unknown/>")));
  }

  @Test
  void requireRead_headerNobodyRead_closesTheKeys() {
    CustomerKey key = new CustomerKey(SecretBytes.random(32), "md5");
    BringsKeys command = () -> Stream.of(key);
    IncomingRequest request = Wire.incoming("PUT", "/bkt/k", "x-amz-new", "1");

    assertThatThrownBy(() -> WholeRequest.requireRead(request, command))
        .isInstanceOf(ObjectStoreException.class);
    assertThatThrownBy(() -> key.bytes().use(bytes -> bytes))
        .isInstanceOf(IllegalStateException.class);
  }

  private static IncomingRequest obs(String method, String target, String header, String value) {
    return Wire.incoming(method, target, header, value, "Authorization", "OBS a:b");
  }

  private static IncomingRequest create(String inside) {
    return incoming(
        List.of("PUT", "/bkt", "<CreateBucketConfiguration>%s</CreateBucketConfiguration>"),
        inside);
  }

  private static IncomingRequest incoming(List<String> pieces, String inside) {
    byte[] body = pieces.get(2).formatted(inside).getBytes(StandardCharsets.UTF_8);
    return Wire.incoming(pieces.get(0), pieces.get(1), body);
  }

  private static void parse(Dialect dialect, IncomingRequest request) {
    Object command = dialect.parse(request.route().operation(), request);
    if (command instanceof BringsKeys keys) {
      keys.close();
    }
    if (command instanceof PutEncryptionConfiguration.Command put) {
      put.configuration().get();
    }
  }
}
