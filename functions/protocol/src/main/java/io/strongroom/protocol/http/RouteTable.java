package io.strongroom.protocol.http;

import io.strongroom.protocol.http.RouteRow.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one table of what goes where, made of what the operations say which requests mean them. Rows
 * do not overlap: at most one fits a request, in any order.
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
          "annotation",
          "attname",
          "backtosource",
          "CDNNotifyConfiguration",
          "deletebucket",
          "directcoldaccess",
          "disPolicy",
          "fileinterface",
          "getcontentsummary",
          "ignore-sign-in-query",
          "length",
          "listcontentsummary",
          "metadataInventoryTable",
          "metadataJournalTable",
          "mirrorBackToSource",
          "mirrorrefresh",
          "modify",
          "multilistcontentsummary",
          "name",
          "obsalias",
          "obsbucketalias",
          "obscompresspolicy",
          "orchestration",
          "readahead",
          "rename",
          "renameObject",
          "replication_progress",
          "select",
          "select-type",
          "session",
          "symlink",
          "torrent",
          "truncate",
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
          "id",
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

  /** {@code POST /} of the AWS JSON protocol. */
  public static final String TARGET_HEADER = "x-amz-target";

  /** What the target of each key operation offered begins with. */
  public static final String TARGET_PREFIX = "TrentService.";

  /** What the target of each operation on jobs begins with. */
  public static final String JOBS_PREFIX = "StrongroomJobs.";

  /** {@code POST /} of the AWS Query protocol has a body of this type. */
  public static final String FORM = "application/x-www-form-urlencoded";

  /**
   * What paths of Huawei's API of identities begin with. Their requests are {@code POST} with JSON
   * and without a query, which mean no operation on an object, whatever a bucket is called.
   */
  public static final String DOMAIN_PATH = "/v3.0/OS-";

  /** The body of such a request is of this type. */
  public static final String JSON = "application/json";

  private static final List<Operation<?, ?>> OPERATIONS =
      Stream.of(
              BucketOperations.all(),
              BucketConfiguration.all(),
              ObjectOperations.all(),
              VersionOperations.all(),
              ServiceOperations.all(),
              JobOperations.all(),
              UnofferedOperations.all())
          .flatMap(List::stream)
          .toList();

  private static final List<RouteRow> ROWS =
      OPERATIONS.stream().flatMap(operation -> operation.rows().stream()).toList();

  /** Every parameter that some row requires or allows, by what the row addresses. */
  private static final Map<Level, Set<String>> SELECTING_OF =
      Arrays.stream(Level.values())
          .collect(Collectors.toUnmodifiableMap(level -> level, RouteTable::ofRows));

  /** Whatever is addressed. */
  static final Set<String> SELECTING =
      SELECTING_OF.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  private RouteTable() {}

  /** Every operation there is. */
  public static List<Operation<?, ?>> operations() {
    return OPERATIONS;
  }

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
    return SELECTING;
  }

  /** Every parameter that some row about such things requires or allows. */
  public static Set<String> selecting(Level level) {
    return SELECTING_OF.getOrDefault(level, Set.of());
  }

  private static Set<String> ofRows(Level level) {
    return ROWS.stream()
        .map(RouteRow::pattern)
        .filter(pattern -> pattern.level() == level)
        .flatMap(
            pattern ->
                Stream.concat(pattern.required().keySet().stream(), pattern.allowed().stream()))
        .filter(name -> !name.equals(RequestPattern.ANY))
        .collect(Collectors.toUnmodifiableSet());
  }
}
