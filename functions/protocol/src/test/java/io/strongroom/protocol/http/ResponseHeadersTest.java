package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.obs.ObsDialect;
import io.strongroom.protocol.s3.S3Dialect;
import io.strongroom.signing.v4.SigV4Rules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every answer of a dialect carries, errors and probes included. */
class ResponseHeadersTest {

  private static final Instant NOW = Instant.parse("2026-11-02T02:16:06.9Z");

  private final Dialect s3 =
      new S3Dialect(SigV4Rules.s3AnyRegion(), id -> Optional.empty(), () -> NOW);
  private final ObsDialect obs = new ObsDialect("cn-north-4", id -> Optional.empty(), () -> NOW);

  @Test
  void s3_success_ids() {
    IncomingRequest request = Wire.incoming("DELETE", "/bkt/k");

    WireResponse response = s3.deleteObject().render(request, Dialect.Empty.EMPTY);

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
    WireRequest probe = Wire.request("HEAD", "/?apiversion", "Host", "bkt.obs.localhost");

    WireResponse found = obs.apiVersion(probe, true);

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.headers().first("x-obs-api")).contains("3.0");
    assertThat(found.headers().first("server")).contains("OBS");
    assertThat(found.headers().first("x-obs-request-id")).contains("4c1b7d");
    assertThat(obs.apiVersion(probe, false).status()).isEqualTo(404);
  }

  @Test
  void xmlAnswers_contentTypeWithoutParameters() {
    IncomingRequest request = Wire.incoming("GET", "/");

    assertThat(List.of(s3, obs))
        .allSatisfy(
            dialect ->
                assertThat(
                        dialect
                            .listBuckets()
                            .render(request, List.of())
                            .headers()
                            .first("content-type"))
                    .contains("application/xml"));
  }

  @Test
  void completing_headerNobodyRead_refusedAndKeysClosed() {
    CustomerKey key = new CustomerKey(SecretBytes.random(32), "md5");
    BringsKeys command = () -> Stream.of(key);
    OperationCodec<BringsKeys, Dialect.Empty> codec =
        new OperationCodec<>() {
          @Override
          public BringsKeys parse(IncomingRequest request) {
            return command;
          }

          @Override
          public WireResponse render(IncomingRequest request, Dialect.Empty result) {
            return WireResponse.of(200, Headers.none());
          }
        };
    ResponseHeaders answers = new ResponseHeaders(Vocabularies.S3, "Strongroom", () -> NOW);
    IncomingRequest request = Wire.incoming("PUT", "/bkt/k", "x-amz-new", "1");

    assertThatThrownBy(() -> answers.completing(codec).parse(request))
        .isInstanceOf(ObjectStoreException.class);
    assertThatThrownBy(() -> key.bytes().use(bytes -> bytes))
        .isInstanceOf(IllegalStateException.class);
  }
}
