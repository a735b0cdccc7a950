package io.strongroom.storage.upstream;

import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * Sends one signed request and gives the answer, whatever it is. Thread-safe.
 *
 * <p>Of headers only those of this package are sent: none of a client's ever comes here.
 */
final class UpstreamClient implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final int MOST_ERROR_BYTES = 64 * 1024;

  private final UpstreamBucket bucket;
  private final UpstreamCredentials credentials;
  private final UpstreamSigner signer;
  private final UpstreamWaits waits;
  private final InstantSource clock;
  private final HttpClient http;

  /** How far the store's clock is ahead of ours, in seconds, once it has complained. */
  private final AtomicLong skew = new AtomicLong();

  UpstreamClient(
      UpstreamBucket bucket,
      UpstreamCredentials credentials,
      SSLContext tls,
      UpstreamWaits waits,
      InstantSource clock) {
    this.bucket = bucket;
    this.credentials = credentials;
    this.signer = new UpstreamSigner(bucket);
    this.waits = waits;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  UpstreamBucket bucket() {
    return bucket;
  }

  /**
   * The answer to a request, which was a good one.
   *
   * @return with a body that the caller reads to its end or closes
   * @throws UpstreamRefusal when the store refuses
   * @throws IOException when the store cannot be reached, or nothing is known of the outcome
   */
  HttpResponse<InputStream> send(UpstreamRequest request) throws IOException {
    HttpResponse<InputStream> response = exchange(request);
    if (response.statusCode() / 100 == 2) {
      return response;
    }
    UpstreamRefusal refusal = refusal(request, response);
    if (refusal.kind() == UpstreamRefusal.Kind.SKEWED) {
      learnSkew(response);
    }
    throw refusal;
  }

  private HttpResponse<InputStream> exchange(UpstreamRequest request) throws IOException {
    try {
      return http.send(signed(request), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the store was asked");
    }
  }

  private HttpRequest signed(UpstreamRequest request) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(bucket.address(request.name(), request.query()))
            .method(request.method(), request.body().publisher());
    if (request.body().repeatable()) {
      builder.timeout(request.takesLong() ? waits.longAnswer() : waits.answer());
    }
    for (HeaderField header :
        signer.sign(request, credentials.current(), clock.instant().plusSeconds(skew.get()))) {
      // The client writes this one itself, from the address.
      if (!header.name().equalsIgnoreCase("Host")) {
        builder.header(header.name(), header.value());
      }
    }
    return builder.build();
  }

  private static UpstreamRefusal refusal(
      UpstreamRequest request, HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      byte[] document = body.readNBytes(MOST_ERROR_BYTES);
      if (request.method().equals("HEAD") || document.length == 0) {
        return new UpstreamRefusal(response.statusCode(), "");
      }
      UpstreamXml error = UpstreamXml.read(document);
      return new UpstreamRefusal(response.statusCode(), error.value("Code").orElse(""));
    } catch (IOException noDocument) {
      return new UpstreamRefusal(response.statusCode(), "");
    }
  }

  private void learnSkew(HttpResponse<InputStream> response) {
    response
        .headers()
        .firstValue("Date")
        .ifPresent(
            date -> {
              try {
                long theirs =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond();
                skew.set(theirs - clock.instant().getEpochSecond());
              } catch (DateTimeParseException unusable) {
                // Then the next try fails as this one did.
              }
            });
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
