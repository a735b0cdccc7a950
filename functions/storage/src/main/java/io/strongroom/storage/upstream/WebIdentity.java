package io.strongroom.storage.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * A temporary access key for a token that somebody else vouches for, as Kubernetes mounts one into
 * a pod: {@code AssumeRoleWithWebIdentity} of a security token service. It is exchanged for a new
 * one some minutes before its end, with the token that the file holds by then. Thread-safe.
 *
 * <p>Source: AWS Security Token Service API Reference, AssumeRoleWithWebIdentity.
 */
public final class WebIdentity implements UpstreamCredentials {

  /** Before its end a key is exchanged; until its end the old one does where that fails. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** Between two tries while the old key does. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_TOKEN_BYTES = 64 * 1024;
  private static final Logger LOG = Logger.getLogger(WebIdentity.class);

  private final Role role;
  private final SSLContext tls;
  private final InstantSource clock;
  private final Duration limit;
  private Optional<Held> held = Optional.empty();
  private Instant nextTry = Instant.MIN;

  /**
   * What is asked for.
   *
   * @param service address of the security token service
   * @param arn of the role
   * @param token file that holds the token, and nothing else
   * @param session name that the service's records will show
   */
  public record Role(URI service, String arn, Path token, String session) {

    /**
     * @throws IllegalArgumentException for what could not be used, with the property's name
     */
    public Role {
      if (!UpstreamBucket.isSafe(service)) {
        throw new IllegalArgumentException(
            "strongroom.blobs.s3.sts-endpoint needs https unless it is this machine: " + service);
      }
      if (arn.isBlank()) {
        throw new IllegalArgumentException("strongroom.blobs.s3.role-arn is empty");
      }
    }
  }

  private record Held(Key key, Instant end) {}

  public WebIdentity(Role role, SSLContext tls, InstantSource clock) {
    this(role, tls, clock, LIMIT);
  }

  /**
   * @param limit for an answer, to its end
   */
  WebIdentity(Role role, SSLContext tls, InstantSource clock, Duration limit) {
    this.role = role;
    this.tls = tls;
    this.clock = clock;
    this.limit = limit;
  }

  @Override
  public synchronized Key current() throws IOException {
    Instant now = clock.instant();
    if (held.filter(key -> now.isBefore(key.end().minus(AHEAD))).isPresent()) {
      return held.get().key();
    }
    boolean usable = held.filter(key -> now.isBefore(key.end())).isPresent();
    if (usable && now.isBefore(nextTry)) {
      return held.get().key();
    }
    try {
      held = Optional.of(assume());
    } catch (IOException failed) {
      nextTry = now.plus(PAUSE);
      if (!usable) {
        throw failed;
      }
      LOG.warnf("the blob store's access key was not renewed: %s", failed.getMessage());
    }
    return held.orElseThrow().key();
  }

  private Held assume() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(role.service())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form()))
            .build();
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .sslContext(tls)
            .build();
    try {
      // For head and body together: a limit of the request's own would end with the head.
      HttpResponse<byte[]> response =
          http.sendAsync(
                  request,
                  HttpResponse.BodyHandlers.limiting(
                      HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES))
              .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return read(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an access key was asked for");
    } catch (TimeoutException late) {
      throw new IOException("the security token service does not answer in time");
    } catch (ExecutionException failed) {
      throw new IOException("the security token service cannot be reached", failed.getCause());
    } finally {
      http.shutdownNow();
    }
  }

  private String form() throws IOException {
    if (Files.size(role.token()) > MOST_TOKEN_BYTES) {
      throw new IOException("the file of the web identity token holds no token");
    }
    String token = Files.readString(role.token()).strip();
    return "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn="
        + Multipart.encoded(role.arn())
        + "&RoleSessionName="
        + Multipart.encoded(role.session())
        + "&WebIdentityToken="
        + Multipart.encoded(token);
  }

  /** The service's words may quote the token: its code alone is told. */
  private static Held read(int status, byte[] document) throws IOException {
    if (status != 200) {
      throw new IOException("the security token service refuses: " + status);
    }
    UpstreamXml answer = UpstreamXml.read(document);
    try {
      return new Held(
          Key.of(
              leaf(answer, "AccessKeyId"),
              leaf(answer, "SecretAccessKey"),
              Optional.of(leaf(answer, "SessionToken"))),
          Instant.parse(leaf(answer, "Expiration")));
    } catch (DateTimeException unreadable) {
      throw new IOException("the security token service's answer cannot be read");
    }
  }

  private static String leaf(UpstreamXml answer, String name) throws IOException {
    return answer
        .leaf(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new IOException("the security token service's answer has no " + name));
  }
}
