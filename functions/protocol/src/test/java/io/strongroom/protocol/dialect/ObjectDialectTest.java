package io.strongroom.protocol.dialect;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.domains.DomainDialect;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Permission;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.query.QueryDialect;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.v4.SigV4Rules;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of operations: who has which, and what becomes of those a dialect does not have. */
class ObjectDialectTest {

  private static final Signers NOBODY = Signers.plain(id -> Optional.empty());

  private final ObjectDialect s3 =
      new ObjectDialect(
          new S3Particulars(SigV4Rules.s3("us-east-1"), NOBODY, Instant::now), Instant::now);
  private final ObjectDialect obs =
      new ObjectDialect(
          new ObsParticulars(Region.of("cn-north-4"), NOBODY, Instant::now), Instant::now);
  private final QueryDialect query = new QueryDialect(NOBODY, Instant::now);
  private final DomainDialect domains = new DomainDialect(NOBODY, Instant::now);
  private final AwsJsonDialect json =
      new AwsJsonDialect(Region.of("us-east-1"), NOBODY, Instant::now);

  @Test
  void operations_each_hasOneKindOfDialect() {
    Set<Operation<?, ?>> keys = json.operations();

    assertThat(keys).doesNotContainAnyElementsOf(s3.operations());
    assertThat(
            union(
                union(union(keys, query.operations()), domains.operations()),
                union(s3.operations(), obs.operations())))
        .containsExactlyInAnyOrderElementsOf(RouteTable.operations());
  }

  @Test
  void obs_lacksWhatItsReferenceDoesNotHave() {
    Set<Operation<?, ?>> missing = new HashSet<>(s3.operations());
    missing.removeAll(obs.operations());

    assertThat(missing)
        .extracting(Operation::wireName)
        .filteredOn(name -> !name.contains("Bucket"))
        .containsExactlyInAnyOrder(
            "UpdateObjectEncryption",
            "GetObjectAttributes",
            "GetObjectLegalHold",
            "PutObjectLegalHold",
            "PutPublicAccessBlock",
            "GetPublicAccessBlock",
            "DeletePublicAccessBlock");
    assertThat(missing)
        .contains(
            BucketOperations.GET_BUCKET_POLICY_STATUS,
            BucketConfiguration.OWNERSHIP_CONTROLS.read(),
            BucketConfiguration.ACCELERATE.read());
  }

  @Test
  void parse_notOffered_refusedByName() {
    IncomingRequest request =
        Requests.of("PUT", ObjectOperations.UPDATE_OBJECT_ENCRYPTION).object("k").build();

    assertThat(errorOf(() -> obs.parse(ObjectOperations.UPDATE_OBJECT_ENCRYPTION, request)))
        .isEqualTo(new RequestError.NotImplemented("UpdateObjectEncryption"));
  }

  @Test
  void permission_everyObjectOperation_needsOne() {
    assertThat(s3.operations())
        .filteredOn(
            operation ->
                operation != ServiceOperations.PROBE_API_VERSION
                    && operation != ServiceOperations.PREFLIGHT)
        .allSatisfy(
            operation -> assertThat(operation.permission()).isInstanceOf(Permission.Needed.class));
  }

  @Test
  void authenticate_open_needsNoSignature() {
    IncomingRequest asked = Requests.of("HEAD", ServiceOperations.PROBE_API_VERSION).build();
    Route route = asked.route();

    assertThat(obs.authenticate(asked.wire(), route).caller().account())
        .isEqualTo(AccountId.NOBODY);
  }

  private static Set<Operation<?, ?>> union(Set<Operation<?, ?>> one, Set<Operation<?, ?>> other) {
    Set<Operation<?, ?>> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
