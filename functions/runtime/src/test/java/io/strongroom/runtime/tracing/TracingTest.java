package io.strongroom.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.runtime.config.TracingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class TracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";
  private static final KmsCall CALL =
      new KmsCall("aws", "Decrypt", KeyName.parse("arn:aws:kms:r:1:key/k"));
  private static final Requester ALICE = new Requester(PrincipalName.of("arn:alice"), "REQ1");

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();

  private record Config(Optional<URI> endpoint, double sampleRatio) implements TracingConfig {
    @Override
    public String serviceName() {
      return "under-test";
    }
  }

  private Tracing recording(double ratio) {
    return Tracing.recording(
        new Config(Optional.empty(), ratio), SimpleSpanProcessor.create(spans));
  }

  private static WireRequest request(Map<String, String> headers) {
    return new WireRequest(
        "PUT",
        "/bucket/secret-name",
        "X-Amz-Signature=secret",
        Headers.of(
            headers.entrySet().stream()
                .map(header -> new Headers.Field(header.getKey(), header.getValue()))
                .toList()),
        true,
        "REQ1",
        InputStream::nullInputStream);
  }

  private SpanData span(String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** One request with one call that needs two attempts; gives the headers of these. */
  private static List<Map<String, String>> follow(Tracing tracing, Map<String, String> sent) {
    RequestSpans requests = new RequestSpans(tracing.telemetry());
    Runnable end = requests.begin(request(sent), "PutObject", () -> 503);
    CallTrace call = new KmsSpans(tracing.telemetry(), requests).begin(CALL, ALICE);
    CallTrace.AttemptTrace first = call.attempt(1);
    first.end(new KmsException.Throttled("context secret=1", Optional.empty()));
    CallTrace.AttemptTrace second = call.attempt(2);
    second.end(null);
    call.end(null);
    end.run();
    end.run();
    return List.of(first.headers(), second.headers());
  }

  @Test
  void request_withTraceparent_spansAreInTheClientsTrace() {
    List<Map<String, String>> told = follow(recording(1), Map.of("Traceparent", TRACEPARENT));

    assertThat(spans.getFinishedSpanItems()).hasSize(4);
    SpanData request = span("PutObject");
    assertThat(request.getTraceId()).isEqualTo(TRACE);
    assertThat(request.getParentSpanId()).isEqualTo(PARENT);
    assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    SpanData call = span("KMS Decrypt");
    assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    List<SpanData> attempts =
        spans.getFinishedSpanItems().stream()
            .filter(span -> span.getName().equals("KMS attempt"))
            .toList();
    assertThat(attempts)
        .hasSize(2)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
              assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
            });
    assertThat(told)
        .extracting(headers -> headers.get("traceparent"))
        .containsExactly(
            "00-" + TRACE + "-" + attempts.get(0).getSpanId() + "-01",
            "00-" + TRACE + "-" + attempts.get(1).getSpanId() + "-01");
  }

  @Test
  void attributes_providerOperationKeyAttemptOutcome_andNothingSecret() {
    follow(recording(1), Map.of());

    assertThat(spans.getFinishedSpanItems().toString().replace("\"", ""))
        .contains("strongroom.kms.provider=aws")
        .contains("strongroom.kms.operation=Decrypt")
        .contains("strongroom.kms.key=arn:aws:kms:r:1:key/k")
        .contains("strongroom.kms.attempt=2")
        .contains("strongroom.kms.outcome=Throttled")
        .contains("strongroom.kms.outcome=ok")
        .contains("strongroom.request_id=REQ1")
        .contains("http.response.status_code=503")
        .contains("service.name=under-test")
        .doesNotContain("secret");
  }

  @Test
  void call_afterItsRequestEnded_beginsATraceOfItsOwn() {
    Tracing tracing = recording(1);
    RequestSpans requests = new RequestSpans(tracing.telemetry());
    requests.begin(request(Map.of()), "PutObject", () -> 200).run();
    new KmsSpans(tracing.telemetry(), requests).begin(CALL, ALICE).end(null);

    assertThat(span("KMS Decrypt").getTraceId()).isNotEqualTo(span("PutObject").getTraceId());
  }

  @Test
  void key_ofAnyLength_cut() {
    Tracing tracing = recording(1);
    KmsCall long10k = new KmsCall("aws", "Decrypt", KeyName.parse("k".repeat(10_000)));
    new KmsSpans(tracing.telemetry(), new RequestSpans(tracing.telemetry()))
        .begin(long10k, ALICE)
        .end(null);

    assertThat(span("KMS Decrypt").toString()).doesNotContain("k".repeat(257));
  }

  @Test
  void sampleRatio_zero_nothingButWhatTheClientWants() {
    follow(recording(0), Map.of());
    assertThat(spans.getFinishedSpanItems()).isEmpty();
    follow(recording(0), Map.of("traceparent", TRACEPARENT));
    assertThat(spans.getFinishedSpanItems()).hasSize(4);
  }

  @Test
  void noCollector_nothingRecorded_theClientsTracePassedOn() {
    Tracing off = Tracing.create(new Config(Optional.empty(), 1));

    assertThat(follow(off, Map.of("traceparent", TRACEPARENT)))
        .extracting(headers -> headers.get("traceparent"))
        .containsOnly(TRACEPARENT);
    assertThat(follow(off, Map.of("traceparent", "garbage"))).containsOnly(Map.of());
    assertThat(follow(off, Map.of())).containsOnly(Map.of());
  }

  @Test
  void collector_configured_receivesTheSpans() throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Queue<String> received = new ConcurrentLinkedQueue<>();
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    URI endpoint =
        URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
    try (Tracing tracing = Tracing.create(new Config(Optional.of(endpoint), 1))) {
      follow(tracing, Map.of());
    } finally {
      collector.stop(0);
    }
    assertThat(received).hasSize(1);
    assertThat(received.peek()).contains("PutObject", "KMS Decrypt", "under-test");
  }
}
