package io.strongroom.protocol.obs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Recordings;
import io.strongroom.protocol.http.Recordings.Recording;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.Credential;
import io.strongroom.signing.v4.SigV4Rules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as the OBS SDK for Java 3.26.6 made them: in its own dialect under host names, and path
 * style in the S3 dialect, signed in Version 2 and 4.
 */
class ObsSdkRequestsTest {

  private static final Credential CREDENTIAL =
      Credential.of("AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::0a1b:root", "0a1b");

  /** With a tilde, which this SDK leaves alone. */
  private static final String KEY = Recordings.KEY + "~";

  private final Router router = new Router(new Addressing(List.of("localhost", "obs.localhost")));

  static List<Recording> recordings() {
    return Recordings.read("obs-sdk.txt");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void recorded_understood(Recording recording) {
    boolean own = recording.style().equals("native");
    Dialect dialect = own ? obs(recording) : s3(recording);

    Route route = router.route(recording.request());

    assertThat(route.operation().wireName()).isEqualTo(recording.operation());
    assertThat(route.dialect()).isEqualTo(own ? Route.DialectName.OBS : Route.DialectName.S3);
    assertThat(route.key().orElse(KEY)).isEqualTo(KEY);
    if (route.operation() != ServiceOperations.PROBE_API_VERSION) {
      assertThat(route.bucket().orElse("bkt-1")).isEqualTo("bkt-1");
      IncomingRequest incoming = dialect.authenticate(recording.request(), route);
      assertThat(incoming.caller().account()).isEqualTo(AccountId.of("0a1b"));
      Recordings.assertUnderstood(dialect, incoming, recording.variant());
    }
  }

  private static Dialect obs(Recording recording) {
    return new ObjectDialect(
        new ObsParticulars(
            Region.of("cn-north-4"), Signers.plain(id -> Optional.of(CREDENTIAL)), recording::time),
        recording::time);
  }

  private static Dialect s3(Recording recording) {
    return new ObjectDialect(
        new S3Particulars(
            SigV4Rules.s3("cn-north-4").withHuaweiClients(),
            Signers.plain(id -> Optional.of(CREDENTIAL)),
            recording::time),
        recording::time);
  }
}
