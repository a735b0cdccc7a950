package io.strongroom.launcher;

import io.strongroom.local.Identity;
import io.strongroom.local.StartupException;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes buckets of a server on this machine, over its port without TLS. */
public final class BucketMaker {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final URI endpoint;
  private final SigV4Signer signer;

  /** As this identity. */
  public BucketMaker(Endpoints endpoints, Identity root) {
    this.endpoint = URI.create(endpoints.http());
    this.signer =
        new SigV4Signer(
            Credential.of(
                root.accessKeyId(), root.secretAccessKey(), root.principal(), "000000000000"),
            endpoints.region(),
            "s3");
  }

  /**
   * Makes a bucket.
   *
   * @throws StartupException if the server refuses
   */
  public void make(String bucket) {
    byte[] nothing = new byte[0];
    SignableRequest unsigned =
        new SignableRequest(
            "PUT", "/" + bucket, "", List.of(new HeaderField("Host", endpoint.getAuthority())));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
            .timeout(PATIENCE)
            .PUT(HttpRequest.BodyPublishers.noBody());
    for (HeaderField header : signer.sign(unsigned, nothing, Instant.now()).headers()) {
      if (!header.name().equalsIgnoreCase("host")) {
        request.header(header.name(), header.value());
      }
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new StartupException("Cannot make the bucket " + bucket + ": " + answer.body());
      }
    } catch (IOException e) {
      throw StartupException.because("Cannot make the bucket " + bucket, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }
}
