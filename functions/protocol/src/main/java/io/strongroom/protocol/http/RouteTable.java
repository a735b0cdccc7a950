package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RouteRow.Level.BUCKET;
import static io.strongroom.protocol.http.RouteRow.Level.OBJECT;
import static io.strongroom.protocol.http.RouteRow.Level.SERVICE;

import io.strongroom.protocol.http.RouteRow.HeaderTest;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one table of what goes where. Rows do not overlap: at most one fits a request, in any order.
 *
 * <p>Query parameters are of three kinds. <em>Selecting</em> ones choose the operation and are
 * named by rows; <em>plain</em> ones only parameterise it; {@link #UNSUPPORTED} ones select
 * operations that are not offered. A write with any other parameter is refused, because a
 * sub-resource unknown here must never fall through to PutObject or DeleteObject.
 */
public final class RouteTable {

  /** Sub-resources of S3 and OBS that are not offered. */
  static final Set<String> UNSUPPORTED =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "annotation",
          "append",
          "attname",
          "attributes",
          "backtosource",
          "CDNNotifyConfiguration",
          "cors",
          "customdomain",
          "deletebucket",
          "directcoldaccess",
          "disPolicy",
          "fileinterface",
          "getcontentsummary",
          "ignore-sign-in-query",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "length",
          "lifecycle",
          "listcontentsummary",
          "logging",
          "metadata",
          "metadataConfiguration",
          "metadataInventoryTable",
          "metadataJournalTable",
          "metadataTable",
          "metrics",
          "mirrorBackToSource",
          "mirrorrefresh",
          "modify",
          "multilistcontentsummary",
          "name",
          "notification",
          "object-lock",
          "obsalias",
          "obsbucketalias",
          "obscompresspolicy",
          "orchestration",
          "ownershipControls",
          "policy",
          "policyStatus",
          "position",
          "publicAccessBlock",
          "quota",
          "readahead",
          "rename",
          "renameObject",
          "replication",
          "replication_progress",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "select-type",
          "session",
          "storageClass",
          "storagePolicy",
          "storageinfo",
          "symlink",
          "tagging",
          "torrent",
          "truncate",
          "versioning",
          "versions",
          "website",
          "x-image-process",
          "x-image-save-bucket",
          "x-image-save-object",
          "x-oss-process");

  /** Parameters that leave the operation as it is. */
  static final Set<String> PLAIN =
      Set.of(
          "AWSAccessKeyId",
          "AccessKeyId",
          "Expires",
          "Signature",
          "bucket-region",
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "key-marker",
          "marker",
          "max-buckets",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "start-after",
          "upload-id-marker",
          "version-id-marker");

  /**
   * Operations without a row that would otherwise look like a wrong method.
   *
   * @param feature named in the refusal
   */
  record Refusal(String method, Level level, String feature) {

    boolean fits(String givenMethod, Level givenLevel) {
      return method.equals(givenMethod) && level == givenLevel;
    }
  }

  static final List<Refusal> REFUSALS = List.of(new Refusal("POST", BUCKET, "PostObject"));

  private static final List<String> COPY_SOURCE = List.of("x-amz-copy-source", "x-obs-copy-source");
  private static final HeaderTest COPIES = new HeaderTest.AnyOf(COPY_SOURCE);
  private static final HeaderTest CARRIES_BODY = new HeaderTest.NoneOf(COPY_SOURCE);

  /** {@code POST /} of the AWS JSON protocol. */
  public static final String TARGET_HEADER = "x-amz-target";

  /** What the target of each operation offered begins with. */
  public static final String TARGET_PREFIX = "TrentService.";

  private static final List<RouteRow> ROWS =
      List.of(
          row(Operation.LIST_BUCKETS, "GET", SERVICE),
          row(Operation.PROBE_API_VERSION, "HEAD", SERVICE, "apiversion"),
          target(Operation.GENERATE_DATA_KEY),
          target(Operation.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT),
          target(Operation.DECRYPT),
          row(Operation.CREATE_BUCKET, "PUT", BUCKET),
          row(Operation.HEAD_BUCKET, "HEAD", BUCKET),
          row(Operation.DELETE_BUCKET, "DELETE", BUCKET),
          row(Operation.PROBE_API_VERSION, "HEAD", BUCKET, "apiversion"),
          row(Operation.GET_BUCKET_LOCATION, "GET", BUCKET, "location"),
          row(Operation.PUT_ENCRYPTION_CONFIGURATION, "PUT", BUCKET, "encryption"),
          row(Operation.GET_ENCRYPTION_CONFIGURATION, "GET", BUCKET, "encryption"),
          row(Operation.DELETE_ENCRYPTION_CONFIGURATION, "DELETE", BUCKET, "encryption"),
          row(Operation.LIST_OBJECTS, "GET", BUCKET),
          row(Operation.LIST_OBJECTS_V2, "GET", BUCKET, "list-type=2"),
          row(Operation.LIST_MULTIPART_UPLOADS, "GET", BUCKET, "uploads"),
          row(Operation.DELETE_OBJECTS, "POST", BUCKET, "delete"),
          row(Operation.GET_OBJECT, "GET", OBJECT).allowing("partNumber", "versionId"),
          row(Operation.HEAD_OBJECT, "HEAD", OBJECT).allowing("partNumber", "versionId"),
          row(Operation.DELETE_OBJECT, "DELETE", OBJECT).allowing("versionId"),
          row(Operation.PUT_OBJECT, "PUT", OBJECT).when(CARRIES_BODY),
          row(Operation.COPY_OBJECT, "PUT", OBJECT).when(COPIES),
          row(Operation.UPDATE_OBJECT_ENCRYPTION, "PUT", OBJECT, "encryption")
              .allowing("versionId"),
          row(Operation.CREATE_MULTIPART_UPLOAD, "POST", OBJECT, "uploads"),
          row(Operation.UPLOAD_PART, "PUT", OBJECT, "partNumber", "uploadId").when(CARRIES_BODY),
          row(Operation.UPLOAD_PART_COPY, "PUT", OBJECT, "partNumber", "uploadId").when(COPIES),
          row(Operation.COMPLETE_MULTIPART_UPLOAD, "POST", OBJECT, "uploadId"),
          row(Operation.ABORT_MULTIPART_UPLOAD, "DELETE", OBJECT, "uploadId"),
          row(Operation.LIST_PARTS, "GET", OBJECT, "uploadId"));

  private RouteTable() {}

  public static List<RouteRow> rows() {
    return ROWS;
  }

  /** Sub-resources that are refused whatever the method. */
  public static Set<String> unsupported() {
    return UNSUPPORTED;
  }

  /** Parameters that leave the operation as it is. */
  public static Set<String> plain() {
    return PLAIN;
  }

  /** Every parameter that some row requires or allows. */
  public static Set<String> selecting() {
    Set<String> names = new TreeSet<>();
    ROWS.forEach(
        row -> {
          names.addAll(row.required().keySet());
          names.addAll(row.allowed());
        });
    return names;
  }

  private static RouteRow row(
      Operation operation, String method, Level level, String... queryTests) {
    Map<String, String> required = new TreeMap<>();
    for (String test : queryTests) {
      int equals = test.indexOf('=');
      required.put(
          equals < 0 ? test : test.substring(0, equals),
          equals < 0 ? "" : test.substring(equals + 1));
    }
    return new RouteRow(operation, method, level, required, Set.of(), List.of());
  }

  private static RouteRow target(Operation operation) {
    return row(operation, "POST", SERVICE)
        .when(new HeaderTest.Value(TARGET_HEADER, TARGET_PREFIX + operation.wireName()));
  }
}
