package io.strongroom.emulator.bench;

import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Measures GenerateDataKey over loopback with keep-alive connections, against a server that runs on
 * a data folder of this machine: {@code DataKeyLoad DATA_FOLDER [SECONDS] [CONNECTIONS]}.
 *
 * <p>Signs one request and sends it again and again, so that the generator takes little of the
 * processors that it shares with the server; the server verifies every signature. Prints rounds;
 * the first ones are the server's warm-up.
 */
public final class DataKeyLoad {

  private static final int ROUNDS = 4;
  private static final int MAX_SAMPLES = 2_000_000;
  private static final String REGION = "us-east-1";

  private final URI endpoint;
  private final SigV4Signer signer;

  private DataKeyLoad(URI endpoint, Credential credential) {
    this.endpoint = endpoint;
    this.signer = new SigV4Signer(credential, REGION, "kms");
  }

  public static void main(String... arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 32;
    Properties endpoints = load(data.resolve("endpoints.properties"));
    Properties identity = load(data.resolve("identity.properties"));
    URI endpoint = URI.create(endpoints.getProperty("kms"));
    if (!InetAddress.getByName(endpoint.getHost()).isLoopbackAddress()) {
      throw new IllegalArgumentException("only a server on this machine is measured");
    }
    DataKeyLoad load =
        new DataKeyLoad(
            endpoint,
            Credential.of(
                identity.getProperty("root.access-key-id"),
                identity.getProperty("root.secret-access-key"),
                identity.getProperty("root.principal"),
                identity.getProperty("account-id")));
    String key = load.createKey();
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("round " + round + ": " + load.run(key, seconds, connections));
    }
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private String createKey() throws IOException, InterruptedException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (HeaderField header : sign("CreateKey", body).headers()) {
      if (!header.name().equalsIgnoreCase("host")) {
        request.header(header.name(), header.value());
      }
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      String reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      return new JsonObject(reply).getJsonObject("KeyMetadata").getString("Arn");
    }
  }

  private SignableRequest sign(String operation, byte[] body) {
    List<HeaderField> headers =
        List.of(
            new HeaderField("Host", endpoint.getAuthority()),
            new HeaderField("Content-Type", "application/x-amz-json-1.1"),
            new HeaderField("X-Amz-Target", "TrentService." + operation));
    return signer.sign(new SignableRequest("POST", "/", "", headers), body, Instant.now());
  }

  private byte[] request(String key) {
    byte[] body =
        new JsonObject()
            .put("KeyId", key)
            .put("KeySpec", "AES_256")
            .put("EncryptionContext", new JsonObject().put("aws:s3:arn", "arn:aws:s3:::a/b"))
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
    for (HeaderField header : sign("GenerateDataKey", body).headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  private String run(String key, int seconds, int connections) throws InterruptedException {
    byte[] request = request(key);
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    Connection[] all = new Connection[connections];
    for (int i = 0; i < connections; i++) {
      all[i] = new Connection(request, end, MAX_SAMPLES / connections);
      all[i].start();
    }
    int count = 0;
    int bad = 0;
    for (Connection one : all) {
      one.join();
      count += one.count;
      bad += one.bad;
    }
    long[] nanos = new long[count];
    int at = 0;
    for (Connection one : all) {
      System.arraycopy(one.nanos, 0, nanos, at, one.count);
      at += one.count;
    }
    Arrays.sort(nanos);
    return "%,d/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d not 200"
        .formatted(
            count / seconds,
            nanos[count / 2] / 1e6,
            nanos[(int) (count * 0.99)] / 1e6,
            nanos[count - 1] / 1e6,
            bad);
  }

  /** One connection, one request at a time. */
  private final class Connection extends Thread {
    private final byte[] request;
    private final long end;
    private final long[] nanos;
    private int count;
    private int bad;

    Connection(byte[] request, long end, int capacity) {
      this.request = request;
      this.end = end;
      this.nanos = new long[capacity];
    }

    @Override
    public void run() {
      try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
        while (System.nanoTime() < end && count < nanos.length) {
          long start = System.nanoTime();
          out.write(request);
          bad += read(in) ? 0 : 1;
          nanos[count++] = System.nanoTime() - start;
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private boolean read(InputStream in) throws IOException {
      boolean good = line(in).startsWith("HTTP/1.1 200 ");
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      in.skipNBytes(length);
      return good;
    }

    private String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the server closed the connection");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }
  }
}
