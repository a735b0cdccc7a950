package io.strongroom.protocol.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Recordings;
import io.strongroom.protocol.http.Recordings.Recording;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.Signers;
import io.strongroom.signing.Credential;
import io.strongroom.signing.v4.SigV4Rules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as boto3 1.43.11 made them, in both addressing styles, signed in Version 4 and 2 and
 * presigned: each reaches its operation, proves its sender and is understood.
 */
class Boto3RequestsTest {

  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::000000000000:root", "000000000000");

  private final Router router = new Router(new Addressing(List.of("s3.localhost")));

  static List<Recording> recordings() {
    return Recordings.read("boto3.txt");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void recorded_understood(Recording recording) {
    Dialect dialect =
        new ObjectDialect(
            new S3Particulars(
                SigV4Rules.s3("us-east-1"),
                Signers.plain(id -> Optional.of(CREDENTIAL)),
                recording::time),
            recording::time);

    Route route = router.route(recording.request());
    IncomingRequest incoming = dialect.authenticate(recording.request(), route);

    assertThat(route.operation().wireName()).isEqualTo(recording.operation());
    assertThat(route.dialect()).isEqualTo(Route.DialectName.S3);
    assertThat(route.virtualHosted()).isEqualTo(recording.request().host().startsWith("bkt-1."));
    assertThat(route.bucket().orElse("bkt-1")).isEqualTo("bkt-1");
    assertThat(route.key().orElse(Recordings.KEY)).isEqualTo(Recordings.KEY);
    assertThat(incoming.caller().account()).isEqualTo(AccountId.of("000000000000"));
    Recordings.assertUnderstood(dialect, incoming, recording.variant());
  }
}
