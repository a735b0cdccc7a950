package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.bucket;
import static io.strongroom.protocol.http.RequestPattern.domain;
import static io.strongroom.protocol.http.RequestPattern.object;
import static io.strongroom.protocol.http.RequestPattern.service;

import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.iam.DomainCall;
import io.strongroom.domain.iam.IdentityCall;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.domain.operation.GenerateDataKey;
import io.strongroom.domain.operation.GetCrossOriginRules;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.operation.ProbeApiVersion;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.protocol.http.RouteRow.HeaderTest;
import java.util.List;
import java.util.Optional;

/** Operations on the service as a whole and on keys, each with the requests that mean it. */
public final class ServiceOperations {

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<GenerateDataKey.Command, GenerateDataKey.Result> GENERATE_DATA_KEY =
      key("GenerateDataKey");

  public static final Operation<GenerateDataKey.Command, GenerateDataKey.Result>
      GENERATE_DATA_KEY_WITHOUT_PLAINTEXT = key("GenerateDataKeyWithoutPlaintext");

  public static final Operation<Decrypt.Command, UnwrappedKey> DECRYPT = key("Decrypt");

  public static final Operation<ListBuckets.Command, List<Bucket>> LIST_BUCKETS =
      TABLE.add("ListBuckets", Function.MANAGE_BUCKET, Action.LIST_ALL_MY_BUCKETS, service("GET"));

  /** How OBS clients find out which dialect they may speak. */
  public static final Operation<ProbeApiVersion.Command, Boolean> PROBE_API_VERSION =
      TABLE.add(
          "ProbeApiVersion",
          Function.MANAGE_BUCKET,
          new Permission.Open(),
          service("HEAD", "apiversion"),
          bucket("HEAD", "apiversion"));

  /** What a browser asks before its page may do something here. The query is not its own. */
  public static final Operation<GetCrossOriginRules.Command, Optional<List<CrossOriginRule>>>
      PREFLIGHT =
          TABLE.add(
              "Preflight",
              Function.MANAGE_BUCKET,
              new Permission.Open(),
              service(Router.OPTIONS).allowing(RequestPattern.ANY),
              bucket(Router.OPTIONS).allowing(RequestPattern.ANY),
              object(Router.OPTIONS).allowing(RequestPattern.ANY));

  /** The Query protocol of IAM and STS: the body names the action. */
  public static final Operation<IdentityCall, WireResponse> IDENTITIES =
      TABLE.add(
          "IdentityQuery",
          Function.MANAGE_ACCESS,
          new Permission.LeftToOperation(),
          service("POST").when(new HeaderTest.Begins("content-type", RouteTable.FORM)));

  /** Huawei's API of users, agencies and temporary keys: the path names what is asked. */
  public static final Operation<DomainCall, WireResponse> DOMAINS =
      TABLE.add(
          "DomainRest",
          Function.MANAGE_ACCESS,
          new Permission.LeftToOperation(),
          domain("POST").when(new HeaderTest.Begins("content-type", RouteTable.JSON)));

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private ServiceOperations() {}

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }

  /** {@code POST /} of the AWS JSON protocol: the target names the operation. */
  private static <C, R> Operation<C, R> key(String wireName) {
    return TABLE.add(
        wireName,
        Function.GENERATE_DATA_KEY,
        new Permission.LeftToKeyService(),
        service("POST")
            .when(
                new HeaderTest.Value(
                    RouteTable.TARGET_HEADER, RouteTable.TARGET_PREFIX + wireName)));
  }
}
