package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.Region;
import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.signing.v4.SigV4Rules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every answer of a dialect carries, errors and probes included. */
class ResponseHeadersTest {

  private static final Instant NOW = Instant.parse("2026-11-02T02:16:06.9Z");

  private final Dialect s3 =
      new ObjectDialect(
          new S3Particulars(
              SigV4Rules.s3AnyRegion(), Signers.plain(id -> Optional.empty()), () -> NOW),
          () -> NOW);
  private final Dialect obs =
      new ObjectDialect(
          new ObsParticulars(
              Region.of("cn-north-4"), Signers.plain(id -> Optional.empty()), () -> NOW),
          () -> NOW);

  @Test
  void s3_success_ids() {
    IncomingRequest request = Wire.incoming("DELETE", "/bkt/k");

    WireResponse response =
        s3.render(ObjectOperations.ABORT_MULTIPART_UPLOAD, request, Dialect.Empty.EMPTY);

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().fields())
        .extracting(Headers.Field::name)
        .containsExactly("x-amz-request-id", "x-amz-id-2", "server", "date");
    assertThat(response.headers().first("x-amz-request-id")).contains("4c1b7d");
    assertThat(response.headers().first("date")).contains("Mon, 02 Nov 2026 02:16:06 GMT");
  }

  @Test
  void s3_error_idsEqualThoseInTheBody() {
    WireRequest request = Wire.request("GET", "/bkt/k");

    WireResponse response = s3.renderError(request, new IllegalStateException("secret detail"));

    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(body)
        .contains("<RequestId>4c1b7d</RequestId>")
        .contains("<HostId>" + response.headers().first("x-amz-id-2").orElseThrow() + "</HostId>")
        .doesNotContain("secret detail");
  }

  @Test
  void obs_probe_answersItsVersion() {
    IncomingRequest probe = Wire.incoming("HEAD", "/?apiversion", "Host", "bkt.obs.localhost");

    WireResponse found = obs.render(ServiceOperations.PROBE_API_VERSION, probe, true);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.headers().first("x-obs-api")).contains("3.0");
    assertThat(found.headers().first("server")).contains("OBS");
    assertThat(found.headers().first("x-obs-request-id")).contains("4c1b7d");
    assertThat(obs.render(ServiceOperations.PROBE_API_VERSION, probe, false).status())
        .isEqualTo(404);
  }

  @Test
  void xmlAnswers_contentTypeWithoutParameters() {
    IncomingRequest request = Wire.incoming("GET", "/");

    assertThat(List.of(s3, obs))
        .allSatisfy(
            dialect ->
                assertThat(
                        dialect
                            .render(ServiceOperations.LIST_BUCKETS, request, List.of())
                            .headers()
                            .first("content-type"))
                    .contains("application/xml"));
  }
}
