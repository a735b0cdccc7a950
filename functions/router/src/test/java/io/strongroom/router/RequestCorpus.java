package io.strongroom.router;

import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.WireRequest;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests as clients of S3 and OBS send them, and as nobody should, each with its operation. */
final class RequestCorpus {

  /** Level (S service, B bucket, O object), operation, method, query, further header. */
  private static final String OFFERED =
      """
      S|LIST_BUCKETS|GET||
      S|LIST_BUCKETS|GET|x-id=ListBuckets|
      S|LIST_BUCKETS|GET|max-buckets=10&prefix=a&continuation-token=x|
      S|PROBE_API_VERSION|HEAD|apiversion|
      B|PROBE_API_VERSION|HEAD|apiversion|
      S|PREFLIGHT|OPTIONS||Origin: https://a.test
      B|PREFLIGHT|OPTIONS||Origin: https://a.test
      B|PREFLIGHT|OPTIONS|cors|
      O|PREFLIGHT|OPTIONS||
      O|PREFLIGHT|OPTIONS|partNumber=1&uploadId=u&x-id=UploadPart|Origin: https://a.test
      O|PREFLIGHT|OPTIONS|torrent&invented|
      B|PUT_BUCKET_TAGGING|PUT|tagging=|
      B|GET_BUCKET_ANALYTICS_CONFIGURATION|GET|analytics&id=a|
      B|DELETE_BUCKET_CUSTOM_DOMAIN|DELETE|customdomain=d.test|
      S|GENERATE_DATA_KEY|POST||X-Amz-Target: TrentService.GenerateDataKey
      S|GENERATE_DATA_KEY_WITHOUT_PLAINTEXT|POST||X-Amz-Target: TrentService.GenerateDataKeyWithoutPlaintext
      S|DECRYPT|POST||x-amz-target: TrentService.Decrypt
      S|DESCRIBE_KEY_USAGE|POST||X-Amz-Target: StrongroomJobs.DescribeKeyUsage
      S|CREATE_JOB|POST||X-Amz-Target: StrongroomJobs.CreateJob
      S|DESCRIBE_JOB|POST||X-Amz-Target: StrongroomJobs.DescribeJob
      S|LIST_JOBS|POST||X-Amz-Target: StrongroomJobs.ListJobs
      S|UPDATE_JOB|POST||X-Amz-Target: StrongroomJobs.UpdateJob
      S|GET_JOB_REPORT|POST||X-Amz-Target: StrongroomJobs.GetJobReport
      S|CHECK_JOB_REPORT|POST||X-Amz-Target: StrongroomJobs.CheckJobReport
      S|IDENTITY_QUERY|POST||Content-Type: application/x-www-form-urlencoded; charset=utf-8
      B|CREATE_BUCKET|PUT||
      B|CREATE_BUCKET|PUT|x-id=CreateBucket|
      B|HEAD_BUCKET|HEAD||
      B|DELETE_BUCKET|DELETE|x-id=DeleteBucket|
      B|GET_BUCKET_LOCATION|GET|location|
      B|GET_BUCKET_STORAGE_INFO|GET|storageinfo|
      B|GET_BUCKET_LOCATION|GET|location=|
      B|PUT_ENCRYPTION_CONFIGURATION|PUT|encryption|
      B|PUT_ENCRYPTION_CONFIGURATION|PUT|encryption=|
      B|PUT_ENCRYPTION_CONFIGURATION|PUT|encryption&x-id=PutBucketEncryption|
      B|GET_ENCRYPTION_CONFIGURATION|GET|encryption|
      B|GET_ENCRYPTION_CONFIGURATION|GET|X-Amz-Algorithm=A&encryption&X-Amz-Signature=s|
      B|DELETE_ENCRYPTION_CONFIGURATION|DELETE|encryption|
      B|LIST_OBJECTS|GET||
      B|LIST_OBJECTS|GET|prefix=a%2Fb&delimiter=/&max-keys=3&marker=|
      B|LIST_OBJECTS|GET|prefix=x%26encryption%3D&delimiter=%26uploads|
      B|LIST_OBJECTS|GET|prefix=uploads|
      B|LIST_OBJECTS|GET|some-future-filter=1|
      B|LIST_OBJECTS|GET|&&prefix=a&|
      B|LIST_OBJECTS_V2|GET|list-type=2&prefix=&fetch-owner=true|
      B|LIST_OBJECTS_V2|GET|x-id=ListObjectsV2&list-type=2&start-after=a;b|
      B|LIST_OBJECT_VERSIONS|GET|versions&prefix=a|
      B|LIST_OBJECT_VERSIONS|GET|versions=&key-marker=a&version-id-marker=b|
      B|GET_BUCKET_VERSIONING|GET|versioning|
      B|PUT_BUCKET_VERSIONING|PUT|versioning=|
      B|PUT_BUCKET_POLICY|PUT|policy|
      B|GET_BUCKET_POLICY|GET|policy=|
      B|DELETE_BUCKET_POLICY|DELETE|policy|
      B|GET_BUCKET_POLICY_STATUS|GET|policyStatus|
      B|PUT_PUBLIC_ACCESS_BLOCK|PUT|publicAccessBlock|
      B|GET_PUBLIC_ACCESS_BLOCK|GET|publicAccessBlock|
      B|DELETE_PUBLIC_ACCESS_BLOCK|DELETE|publicAccessBlock|
      B|LIST_MULTIPART_UPLOADS|GET|uploads&prefix=a&key-marker=b|
      B|POST_OBJECT|POST||
      B|DELETE_OBJECTS|POST|delete|
      B|DELETE_OBJECTS|POST|delete=&x-id=DeleteObjects|
      O|GET_OBJECT|GET||
      O|GET_OBJECT|GET|x-id=GetObject|
      O|GET_OBJECT|GET|partNumber=2|
      O|GET_OBJECT|GET|versionId=null|
      O|GET_OBJECT|GET|response-content-type=text/plain&response-content-disposition=a%3B%20b%3D%22c%22|
      O|GET_OBJECT|GET|X-Amz-Algorithm=A&X-Amz-Signature=s&X-Amz-Date=d&X-Amz-SignedHeaders=host%3Brange|
      O|GET_OBJECT|GET|AWSAccessKeyId=a&Expires=1&Signature=s%2Fb%3D|
      O|GET_OBJECT|GET|AccessKeyId=a&Expires=1&Signature=s|
      O|GET_OBJECT|GET|cache-buster=1|
      O|GET_OBJECT|GET||Range: bytes=0-0
      O|GET_OBJECT|GET||x-obs-copy-source: ignored
      O|HEAD_OBJECT|HEAD||
      O|GET_OBJECT_ATTRIBUTES|GET|attributes|
      O|GET_OBJECT_ATTRIBUTES|GET|attributes&versionId=null|
      O|HEAD_OBJECT|HEAD|partNumber=1&versionId=null|
      O|PUT_OBJECT|PUT||
      O|PUT_OBJECT|PUT|x-id=PutObject|
      O|PUT_OBJECT|PUT|X-Amz-Credential=a&X-Amz-Signature=s|
      O|PUT_OBJECT|PUT|x-obs-server-side-encryption=kms|
      O|PUT_OBJECT|PUT||x-amz-server-side-encryption: aws:kms
      O|PUT_OBJECT|PUT||x-obs-server-side-encryption: kms
      O|DELETE_OBJECT|DELETE||
      O|DELETE_OBJECT|DELETE|versionId=null&x-id=DeleteObject|
      O|COPY_OBJECT|PUT||x-amz-copy-source: /bkt/other
      O|COPY_OBJECT|PUT|x-id=CopyObject|X-Amz-Copy-Source: bkt/a%2Fb
      O|COPY_OBJECT|PUT||x-obs-copy-source: /bkt/other
      O|COPY_OBJECT|PUT|X-Amz-Copy-Source=%2Fbkt%2Fother&X-Amz-Signature=s|
      O|COPY_OBJECT|PUT|x-obs-copy-source=%2Fbkt%2Fother|
      B|CREATE_BUCKET|PUT|invented=1|
      O|PUT_OBJECT|PUT|invented=1|
      O|GET_OBJECT_ACL|GET|acl|
      O|PUT_OBJECT_ACL|PUT|acl=&versionId=null|
      O|GET_OBJECT_TAGGING|GET|tagging&versionId=null|
      O|PUT_OBJECT_TAGGING|PUT|tagging|
      O|DELETE_OBJECT_TAGGING|DELETE|tagging=|
      O|PUT_OBJECT_RETENTION|PUT|retention&x-id=PutObjectRetention|
      O|GET_OBJECT_RETENTION|GET|retention|
      O|GET_OBJECT_LEGAL_HOLD|GET|legal-hold|
      O|PUT_OBJECT_LEGAL_HOLD|PUT|legal-hold&versionId=null|
      O|SET_OBJECT_METADATA|PUT|metadata|
      O|APPEND_OBJECT|POST|append&position=0|
      O|APPEND_OBJECT|POST|position=3&append|
      O|RESTORE_OBJECT|POST|restore|
      O|RESTORE_OBJECT|POST|versionId=null&restore=|
      O|UPDATE_OBJECT_ENCRYPTION|PUT|encryption|
      O|UPDATE_OBJECT_ENCRYPTION|PUT|encryption&versionId=null|
      O|CREATE_MULTIPART_UPLOAD|POST|uploads|
      O|CREATE_MULTIPART_UPLOAD|POST|uploads=&x-id=CreateMultipartUpload|
      O|UPLOAD_PART|PUT|partNumber=1&uploadId=u|
      O|UPLOAD_PART|PUT|uploadId=u&x-id=UploadPart&partNumber=10000|
      O|UPLOAD_PART_COPY|PUT|partNumber=1&uploadId=u|x-amz-copy-source: /bkt/other
      O|UPLOAD_PART_COPY|PUT|uploadId=u&partNumber=1|x-obs-copy-source: /bkt/other
      O|COMPLETE_MULTIPART_UPLOAD|POST|uploadId=u|
      O|ABORT_MULTIPART_UPLOAD|DELETE|uploadId=u|
      O|LIST_PARTS|GET|uploadId=u&max-parts=3&part-number-marker=1|
      """;

  /** What is refused by whoever knows whether the bucket is there. */
  private static final String UNOFFERED =
      """
      B|UNOFFERED_OF_BUCKET|PUT|invented|
      B|UNOFFERED_OF_BUCKET|GET|invented|
      B|UNOFFERED_OF_BUCKET|PUT|encryption&torrent|
      B|UNOFFERED_OF_BUCKET|GET|torrent|
      B|UNOFFERED_OF_BUCKET|GET|session|
      B|UNOFFERED_OF_BUCKET|PUT|torrent=|
      B|UNOFFERED_OF_BUCKET|DELETE|invented=1|
      B|UNOFFERED_OF_BUCKET|GET|attributes|
      B|UNOFFERED_OF_BUCKET|PATCH|torrent|
      O|UNOFFERED_OF_OBJECT|GET|policy|
      O|UNOFFERED_OF_OBJECT|PUT|cors&versionId=null|
      O|UNOFFERED_OF_OBJECT|PUT|tagging&torrent|
      O|UNOFFERED_OF_OBJECT|PUT|%74orrent|
      O|UNOFFERED_OF_OBJECT|PUT|t%6Frrent=|
      O|UNOFFERED_OF_OBJECT|GET|torrent|
      O|UNOFFERED_OF_OBJECT|POST|select&select-type=2|
      O|UNOFFERED_OF_OBJECT|PUT|renameObject|
      O|UNOFFERED_OF_OBJECT|PUT|rename&name=x|
      O|UNOFFERED_OF_OBJECT|DELETE|invented=1|
      O|UNOFFERED_OF_OBJECT|PUT|=|
      """;

  /** What the table refuses as not offered. */
  private static final String REFUSED =
      """
      S|GET|invented|
      S|PUT|torrent|
      S|GET|policy|
      S|POST||X-Amz-Target: TrentService.CreateKey
      S|POST||X-Amz-Target: StrongroomJobs.DescribeKey
      """;

  /** Keys that normalising would change; raw, as in a request line. */
  private static final List<String> ODD_KEYS =
      List.of(
          "a//b",
          "/a",
          "//",
          "a/",
          "..",
          "../x",
          "a/../b",
          "./a",
          "a/.",
          "a%2Fb",
          "%2F",
          "a%25b",
          "a%252Fb",
          "a;b=c",
          ";",
          "a+b%20c",
          "gr%C3%B6%C3%9Fe/%E6%97%A5",
          "~*'()",
          "a%3Fb%23c&d",
          "a&uploads",
          "a=encryption",
          "a%0Ab",
          "%00",
          "a:b@c",
          "a%7Cb",
          "a|b",
          "%e4%bd%a0",
          "s3.localhost",
          "apiversion",
          "a%3Facl");

  record Sample(
      String method, String target, List<String> headers, Optional<Operation<?, ?>> expected) {

    String host() {
      return header("Host");
    }

    String header(String name) {
      return headers.stream()
          .filter(each -> each.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(each -> each.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }

    WireRequest wire() {
      int mark = target.indexOf('?');
      List<Headers.Field> fields =
          headers.stream()
              .map(each -> each.split(": ", 2))
              .map(each -> new Headers.Field(each[0], each[1]))
              .toList();
      return new WireRequest(
          method,
          mark < 0 ? target : target.substring(0, mark),
          mark < 0 ? "" : target.substring(mark + 1),
          Headers.of(fields),
          true,
          "1",
          InputStream::nullInputStream);
    }

    boolean pathStyle() {
      return host().startsWith("127.0.0.1") || host().startsWith("localhost");
    }

    @Override
    public String toString() {
      return method + " " + host() + " " + target + " " + headers.subList(1, headers.size());
    }
  }

  private RequestCorpus() {}

  static Stream<Sample> all() {
    return Stream.of(offered(), refused(), oddKeys(), oddHosts(), domains()).flatMap(List::stream);
  }

  private static List<Sample> offered() {
    List<Sample> samples = new ArrayList<>();
    for (String line : (OFFERED + UNOFFERED).lines().toList()) {
      String[] field = line.split("\\|", -1);
      Operation<?, ?> operation = named(field[1]);
      samples.addAll(bothStyles(field[0], field[2], field[3], field[4], Optional.of(operation)));
    }
    for (BucketConfiguration each : BucketConfiguration.values()) {
      samples.addAll(of(each, "GET", each.read()));
      samples.addAll(of(each, each.name().startsWith("METADATA") ? "POST" : "PUT", each.write()));
      each.removal().ifPresent(operation -> samples.addAll(of(each, "DELETE", operation)));
    }
    return samples;
  }

  private static List<Sample> of(
      BucketConfiguration configuration, String method, Operation<?, ?> operation) {
    return bothStyles("B", method, configuration.subResource(), "", Optional.of(operation));
  }

  private static Operation<?, ?> named(String constant) {
    String name = constant.replace("_", "");
    return RouteTable.operations().stream()
        .filter(operation -> operation.wireName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Sample> refused() {
    List<Sample> samples = new ArrayList<>();
    for (String line : REFUSED.lines().toList()) {
      String[] field = line.split("\\|", -1);
      samples.addAll(bothStyles(field[0], field[1], field[2], field[3], Optional.empty()));
    }
    return samples;
  }

  private static List<Sample> bothStyles(
      String level,
      String method,
      String query,
      String header,
      Optional<Operation<?, ?>> expected) {
    String suffix = query.isEmpty() ? "" : "?" + query;
    return switch (level) {
      case "S" -> List.of(sample(method, "127.0.0.1:9443", "/" + suffix, header, expected));
      case "B" ->
          List.of(
              sample(method, "127.0.0.1:9443", "/bkt" + suffix, header, expected),
              sample(method, "localhost", "/bkt/" + suffix, header, expected),
              sample(method, "bkt.s3.localhost:9443", "/" + suffix, header, expected),
              sample(method, "my.bkt.OBS.localhost", "/" + suffix, header, expected));
      default ->
          List.of(
              sample(method, "127.0.0.1:9443", "/bkt/dir/key" + suffix, header, expected),
              sample(method, "bkt.s3.localhost:9443", "/dir/key" + suffix, header, expected),
              sample(method, "bkt.obs.localhost", "/k" + suffix, header, expected));
    };
  }

  private static List<Sample> oddKeys() {
    List<Sample> samples = new ArrayList<>();
    for (String key : ODD_KEYS) {
      for (Operation<?, ?> operation :
          List.of(ObjectOperations.GET_OBJECT, ObjectOperations.PUT_OBJECT)) {
        String method = operation == ObjectOperations.GET_OBJECT ? "GET" : "PUT";
        samples.add(sample(method, "127.0.0.1", "/bkt/" + key, "", Optional.of(operation)));
        samples.add(sample(method, "b.s3.localhost", "/" + key, "", Optional.of(operation)));
      }
    }
    return samples;
  }

  private static List<Sample> domains() {
    String json = "Content-Type: application/json;charset=UTF-8";
    String path = "/v3.0/OS-CREDENTIAL/securitytokens";
    Optional<Operation<?, ?>> domains = Optional.of(ServiceOperations.DOMAINS);
    Optional<Operation<?, ?>> upload = Optional.of(ObjectOperations.CREATE_MULTIPART_UPLOAD);
    return List.of(
        sample("POST", "127.0.0.1:9443", path, json, domains),
        sample("POST", "iam.s3.localhost", "/v3.0/OS-USER/users", json, domains),
        sample("POST", "127.0.0.1:9443", path + "?uploads", "", upload),
        sample("PUT", "127.0.0.1:9443", path, json, Optional.of(ObjectOperations.PUT_OBJECT)));
  }

  private static List<Sample> oddHosts() {
    Optional<Operation<?, ?>> list = Optional.of(BucketOperations.LIST_OBJECTS);
    Optional<Operation<?, ?>> buckets = Optional.of(ServiceOperations.LIST_BUCKETS);
    return List.of(
        sample("GET", "s3.localhost", "/", "", buckets),
        sample("GET", "S3.LocalHost.:443", "/", "", buckets),
        sample("GET", "localhost", "/", "", buckets),
        sample("GET", "[::1]:9443", "/", "", buckets),
        sample("GET", "[::1]:9443", "/bkt", "", list),
        sample("GET", "bkt.s3.localhost.", "/", "", list),
        sample("GET", "bkt.localhost", "/", "", list),
        sample("GET", "bkts3.localhost", "/", "", list),
        sample("GET", "bkt.s3.localhost.example.com", "/", "", buckets),
        sample("GET", "s3.localhost", "//", "", list),
        sample("GET", "s3.localhost", "//k", "", Optional.of(ObjectOperations.GET_OBJECT)),
        sample(
            "POST",
            "bkt.s3.localhost",
            "/",
            "x-amz-target: TrentService.Decrypt",
            Optional.of(ServiceOperations.DECRYPT)));
  }

  private static Sample sample(
      String method,
      String host,
      String target,
      String header,
      Optional<Operation<?, ?>> expected) {
    List<String> headers = new ArrayList<>(List.of("Host: " + host));
    if (!header.isEmpty()) {
      headers.add(header);
    }
    return new Sample(method, target, headers, expected);
  }
}
