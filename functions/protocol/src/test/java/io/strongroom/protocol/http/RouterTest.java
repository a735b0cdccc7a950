package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

  private final Router router =
      new Router(new Addressing(List.of("localhost", "s3.localhost", "obs.localhost")));

  /** Every operation: method, query; B is a bucket, O an object, S the service. */
  private static final String CORPUS =
      """
      LIST_BUCKETS                    | GET    | S |
      LIST_BUCKETS                    | GET    | S | x-id=ListBuckets
      LIST_BUCKETS                    | GET    | S | max-buckets=10&prefix=a&continuation-token=x
      PROBE_API_VERSION               | HEAD   | S | apiversion
      PROBE_API_VERSION               | HEAD   | B | apiversion
      CREATE_BUCKET                   | PUT    | B |
      HEAD_BUCKET                     | HEAD   | B |
      DELETE_BUCKET                   | DELETE | B |
      DELETE_BUCKET                   | DELETE | B | x-id=DeleteBucket
      GET_BUCKET_LOCATION             | GET    | B | location
      GET_BUCKET_LOCATION             | GET    | B | location=
      PUT_ENCRYPTION_CONFIGURATION    | PUT    | B | encryption
      PUT_ENCRYPTION_CONFIGURATION    | PUT    | B | encryption=
      GET_ENCRYPTION_CONFIGURATION    | GET    | B | encryption
      DELETE_ENCRYPTION_CONFIGURATION | DELETE | B | encryption&x-id=DeleteBucketEncryption
      LIST_OBJECTS                    | GET    | B |
      LIST_OBJECTS                    | GET    | B | prefix=a%2Fb&delimiter=/&max-keys=3&marker=
      LIST_OBJECTS                    | GET    | B | some-future-filter=1
      LIST_OBJECTS_V2                 | GET    | B | list-type=2&prefix=&fetch-owner=true
      LIST_OBJECTS_V2                 | GET    | B | x-id=ListObjectsV2&list-type=2&start-after=a
      LIST_MULTIPART_UPLOADS          | GET    | B | uploads&prefix=a&key-marker=b
      DELETE_OBJECTS                  | POST   | B | delete
      DELETE_OBJECTS                  | POST   | B | delete=
      GET_OBJECT                      | GET    | O |
      GET_OBJECT                      | GET    | O | x-id=GetObject
      GET_OBJECT                      | GET    | O | partNumber=2
      GET_OBJECT                      | GET    | O | versionId=null
      GET_OBJECT                      | GET    | O | response-content-type=text/plain
      GET_OBJECT                      | GET    | O | X-Amz-Algorithm=A&X-Amz-Signature=s&X-Amz-Date=d
      GET_OBJECT                      | GET    | O | AccessKeyId=a&Expires=1&Signature=s
      GET_OBJECT                      | GET    | O | cache-buster=1
      HEAD_OBJECT                     | HEAD   | O |
      GET_OBJECT_ATTRIBUTES           | GET    | O | attributes
      GET_OBJECT_ATTRIBUTES           | GET    | O | attributes&versionId=null
      HEAD_OBJECT                     | HEAD   | O | partNumber=1&versionId=null
      PUT_OBJECT                      | PUT    | O |
      PUT_OBJECT                      | PUT    | O | x-id=PutObject
      PUT_OBJECT                      | PUT    | O | X-Amz-Credential=a&X-Amz-Signature=s
      PUT_OBJECT                      | PUT    | O | x-obs-server-side-encryption=kms
      DELETE_OBJECT                   | DELETE | O |
      DELETE_OBJECT                   | DELETE | O | versionId=null&x-id=DeleteObject
      GET_OBJECT_TAGGING              | GET    | O | tagging
      GET_OBJECT_TAGGING              | GET    | O | tagging&versionId=null
      PUT_OBJECT_TAGGING              | PUT    | O | tagging&versionId=null
      DELETE_OBJECT_TAGGING           | DELETE | O | tagging
      GET_OBJECT_RETENTION            | GET    | O | retention
      PUT_OBJECT_RETENTION            | PUT    | O | retention&versionId=null
      GET_OBJECT_LEGAL_HOLD           | GET    | O | legal-hold
      PUT_OBJECT_LEGAL_HOLD           | PUT    | O | legal-hold
      GET_OBJECT_ACL                  | GET    | O | acl
      PUT_OBJECT_ACL                  | PUT    | O | acl&versionId=null
      SET_OBJECT_METADATA             | PUT    | O | metadata&versionId=null
      APPEND_OBJECT                   | POST   | O | append&position=0
      APPEND_OBJECT                   | POST   | O | append
      RESTORE_OBJECT                  | POST   | O | restore
      RESTORE_OBJECT                  | POST   | O | restore=&versionId=null
      UNOFFERED_OF_OBJECT             | GET    | O | torrent
      UNOFFERED_OF_BUCKET             | GET    | B | session
      UPDATE_OBJECT_ENCRYPTION        | PUT    | O | encryption
      UPDATE_OBJECT_ENCRYPTION        | PUT    | O | encryption&versionId=null
      CREATE_MULTIPART_UPLOAD         | POST   | O | uploads
      CREATE_MULTIPART_UPLOAD         | POST   | O | uploads=&x-id=CreateMultipartUpload
      UPLOAD_PART                     | PUT    | O | partNumber=1&uploadId=u
      UPLOAD_PART                     | PUT    | O | uploadId=u&partNumber=1&x-id=UploadPart
      COMPLETE_MULTIPART_UPLOAD       | POST   | O | uploadId=u
      ABORT_MULTIPART_UPLOAD          | DELETE | O | uploadId=u
      LIST_PARTS                      | GET    | O | uploadId=u&max-parts=3&part-number-marker=1
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CORPUS)
  void route_pathStyle_oneOperation(
      @ConvertWith(OperationNames.class) Operation<?, ?> operation,
      String method,
      char level,
      String query) {
    String path =
        switch (level) {
          case 'S' -> "/";
          case 'B' -> "/bkt";
          default -> "/bkt/dir/key";
        };

    Route route = router.route(Wire.request(method, target(path, query)));

    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.virtualHosted()).isFalse();
    assertThat(route.bucket().isPresent()).isEqualTo(level != 'S');
    assertThat(route.key().isPresent()).isEqualTo(level == 'O');
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CORPUS)
  void route_virtualHosted_oneOperation(
      @ConvertWith(OperationNames.class) Operation<?, ?> operation,
      String method,
      char level,
      String query) {
    String path = level == 'O' ? "/dir/key" : "/";
    String host = level == 'S' ? "obs.localhost:8443" : "bkt.obs.localhost:8443";

    Route route = router.route(Wire.request(method, target(path, query), "Host", host));

    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.bucket().isPresent()).isEqualTo(level != 'S');
    assertThat(route.key().isPresent()).isEqualTo(level == 'O');
    assertThat(route.virtualHosted()).isEqualTo(level != 'S');
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-copy-source, '', COPY_OBJECT",
    "X-Obs-Copy-Source, '', COPY_OBJECT",
    "x-amz-copy-source, ?partNumber=1&uploadId=u, UPLOAD_PART_COPY",
    "x-obs-copy-source, ?partNumber=1&uploadId=u, UPLOAD_PART_COPY",
    "x-amz-copy-source, ?x-id=CopyObject, COPY_OBJECT",
  })
  void route_copySourceHeader_copies(
      String header, String query, @ConvertWith(OperationNames.class) Operation<?, ?> operation) {
    Route route = router.route(Wire.request("PUT", "/bkt/key" + query, header, "/bkt/other"));

    assertThat(route.operation()).isEqualTo(operation);
  }

  @Test
  void route_copySourceInPresignedUrl_copies() {
    Route route = router.route(Wire.request("PUT", "/bkt/key?X-Amz-Copy-Source=%2Fbkt%2Fother"));

    assertThat(route.operation()).isEqualTo(ObjectOperations.COPY_OBJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "GenerateDataKey, GENERATE_DATA_KEY",
    "GenerateDataKeyWithoutPlaintext, GENERATE_DATA_KEY_WITHOUT_PLAINTEXT",
    "Decrypt, DECRYPT",
  })
  void route_jsonTarget_keyOperation(
      String target, @ConvertWith(OperationNames.class) Operation<?, ?> operation) {
    Route route =
        router.route(
            Wire.request(
                "POST", "/", "X-Amz-Target", "TrentService." + target, "Host", "kms.localhost"));

    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.dialect()).isEqualTo(Route.DialectName.AWS_JSON);
    assertThat(route.bucket()).isEmpty();
  }

  @Test
  void route_unknownJsonTarget_notImplemented() {
    assertThat(refusal("POST", "/", "X-Amz-Target", "TrentService.CreateKey"))
        .isEqualTo(new RequestError.NotImplemented("TrentService.CreateKey"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torrent",
        "select&select-type=2",
        "renameObject",
        "modify",
        "x-image-process=style",
        "torrent=",
        "brand-new",
        "brand-new=",
        "Tagging"
      })
  void route_writeWithSubResourceNotOffered_leftToWhoKnowsTheBucket(String query) {
    String name = query.split("[&=]")[0];
    for (String method : List.of("PUT", "POST", "DELETE")) {
      assertUnoffered(UnofferedOperations.OF_OBJECT, name, method, "/bkt/key?" + query);
      assertUnoffered(UnofferedOperations.OF_BUCKET, name, method, "/bkt?" + query);
      assertThat(refusal(method, "/?" + query)).isEqualTo(new RequestError.NotImplemented(name));
    }
  }

  private void assertUnoffered(
      Operation<?, ?> operation, String name, String method, String target) {
    Route route = router.route(Wire.request(method, target));
    assertThat(route.operation()).as(method + " " + target).isSameAs(operation);
    assertThat(
            UnofferedOperations.name(
                method,
                operation == UnofferedOperations.OF_BUCKET
                    ? RouteRow.Level.BUCKET
                    : RouteRow.Level.OBJECT,
                route.query()))
        .contains(name);
  }

  /** S3: what nobody knows is passed over, unless it looks like a sub-resource. */
  @Test
  void route_parameterNobodyKnows_ignoredButOfDeletions() {
    assertThat(router.route(Wire.request("PUT", "/bkt/key?brand-new=1")).operation())
        .isEqualTo(ObjectOperations.PUT_OBJECT);
    assertThat(router.route(Wire.request("POST", "/bkt/key?uploads&brand-new=1")).operation())
        .isEqualTo(ObjectOperations.CREATE_MULTIPART_UPLOAD);
    assertUnoffered(UnofferedOperations.OF_OBJECT, "brand-new", "DELETE", "/bkt/key?brand-new=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cors", "lifecycle", "website", "brand-new", "name"})
  void route_readOfSubResourceNotOffered_leftToWhoKnowsTheBucket(String query) {
    for (String method : List.of("GET", "HEAD")) {
      assertUnoffered(UnofferedOperations.OF_OBJECT, query, method, "/bkt/key?" + query);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /bkt/key",
    "PATCH, /bkt/key",
    "DELETE, /",
    "PUT, /",
    "HEAD, /",
    "POST, /",
    "GET, /bkt/key?encryption",
    "POST, /bkt?encryption",
    "PUT, /bkt?location",
    "GET, /bkt?delete",
    "HEAD, /bkt/key?uploadId=u",
    "get, /bkt/key",
  })
  void route_methodNotKnownThere_refused(String method, String target) {
    assertThat(refusal(method, target)).isEqualTo(new RequestError.MethodNotAllowed(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cors", "lifecycle", "website", "quota"})
  void route_subResourceOfBuckets_notOfObjects(String query) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertUnoffered(UnofferedOperations.OF_OBJECT, query, method, "/bkt/key?" + query);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/bkt",
        "/bkt/key",
        "/bkt/key?partNumber=1&uploadId=u",
        "/bkt/key?torrent&brand-new",
        "/bkt?cors"
      })
  void route_options_preflightWhateverTheQuery(String target) {
    assertThat(router.route(Wire.request("OPTIONS", target)).operation())
        .isSameAs(ServiceOperations.PREFLIGHT);
  }

  @Test
  void route_formUpload_ofABucketOnly() {
    assertThat(router.route(Wire.request("POST", "/bkt")).operation())
        .isEqualTo(ObjectOperations.POST_OBJECT);
    assertThat(refusal("POST", "/bkt/k")).isEqualTo(new RequestError.MethodNotAllowed("POST"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bkt/key?uploadId=u",
        "/bkt/key?partNumber=1",
        "/bkt/key?versionId=null",
        "/bkt/key?uploadId=u&partNumber=1&encryption",
        "/bkt/key?uploads&partNumber=1",
        "/bkt?list-type=2",
        "/bkt?encryption&location",
      })
  void route_contradictingParameters_neverFallThrough(String target) {
    assertThatThrownBy(() -> router.route(Wire.request("PUT", target)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isInstanceOfAny(
                        RequestError.InvalidArgument.class, RequestError.MethodNotAllowed.class));
  }

  @Test
  void route_undecodableTarget_invalidUri() {
    assertThat(refusal("GET", "/bkt/%zz")).isInstanceOf(RequestError.InvalidUri.class);
    assertThat(refusal("GET", "/bkt/%C3")).isInstanceOf(RequestError.InvalidUri.class);
    assertThat(refusal("GET", "/bkt?prefix=%C3%28")).isInstanceOf(RequestError.InvalidUri.class);
    assertThat(refusal("GET", "*")).isInstanceOf(RequestError.InvalidUri.class);
  }

  @Test
  void rows_everyOperationIsReachable() {
    Set<Operation<?, ?>> reached =
        RouteTable.rows().stream().map(RouteRow::operation).collect(Collectors.toSet());

    reached.addAll(UnofferedOperations.all());
    assertThat(reached).containsExactlyInAnyOrderElementsOf(RouteTable.operations());
  }

  @Test
  void rows_parameterKindsDoNotOverlap() {
    assertThat(RouteTable.UNSUPPORTED)
        .doesNotContainAnyElementsOf(RouteTable.selecting())
        .doesNotContainAnyElementsOf(RouteTable.PLAIN);
    assertThat(RouteTable.PLAIN).doesNotContainAnyElementsOf(RouteTable.selecting());
  }

  @Test
  void rows_atMostOneFitsAnyRequest() {
    for (RouteRow row : RouteTable.rows()) {
      WireRequest request = minimal(row);
      QueryParameters query = UriDecoder.query(request.rawQuery());
      List<Operation<?, ?>> fitting =
          RouteTable.rows().stream()
              .filter(
                  each ->
                      each.pattern().level() == row.pattern().level()
                          && each.fits(query, row.pattern().required().keySet()))
              .filter(each -> each.fits(request, query))
              .<Operation<?, ?>>map(RouteRow::operation)
              .toList();
      assertThat(fitting).containsExactly(row.operation());
    }
  }

  private static WireRequest minimal(RouteRow row) {
    String query =
        row.pattern().required().entrySet().stream()
            .map(test -> test.getValue().isEmpty() ? test.getKey() : test.toString())
            .collect(Collectors.joining("&"));
    List<String> headers =
        row.pattern().headers().stream()
            .flatMap(
                test ->
                    switch (test) {
                      case RouteRow.HeaderTest.AnyOf(List<String> names) ->
                          java.util.stream.Stream.of(names.getFirst(), "x");
                      case RouteRow.HeaderTest.NoneOf none -> java.util.stream.Stream.<String>of();
                      case RouteRow.HeaderTest.Value(String name, String value) ->
                          java.util.stream.Stream.of(name, value);
                      case RouteRow.HeaderTest.Begins(String name, String start) ->
                          java.util.stream.Stream.of(name, start + "; charset=utf-8");
                    })
            .toList();
    return Wire.request(row.pattern().method(), "/?" + query, headers.toArray(String[]::new));
  }

  private static String target(String path, String query) {
    return query == null ? path : path + "?" + query;
  }

  private RequestError refusal(String method, String target, String... headers) {
    try {
      Operation<?, ?> operation = router.route(Wire.request(method, target, headers)).operation();
      throw new AssertionError(method + " " + target + " reached " + operation);
    } catch (ObjectStoreException e) {
      return e.error();
    }
  }
}
