package io.strongroom.runtime.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A start without anything around it: no database, no KMS, access keys that nobody has. What of the
 * program this runs through is what an ahead-of-time cache recorded from it makes fast.
 */
final class Rehearsal implements QuarkusApplication {

  private static final int ROUNDS = 50;
  private static final List<String> TARGETS =
      List.of("/bucket/key", "/bucket?encryption", "/bucket/key?uploads", "/");

  /** Signed with a key that does not exist: parsed, routed, canonicalized, refused. */
  private static final String REQUEST =
      """
      PUT %s HTTP/1.1
      Host: localhost
      Connection: close
      Content-Length: 0
      x-amz-date: 20260101T000000Z
      x-amz-content-sha256: UNSIGNED-PAYLOAD
      Authorization: AWS4-HMAC-SHA256 Credential=NOBODY/20260101/us-east-1/s3/aws4_request, \
      SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=%064x

      """
          .replace("\n", "\r\n");

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  /** Starts, answers, stops, and ends the process. */
  static void begin() {
    try {
      Path folder = Files.createTempDirectory("strongroom-rehearsal");
      setUnlessSet("strongroom.credentials-file", credentials(folder).toString());
      setUnlessSet("strongroom.blobs.directory", folder.resolve("blobs").toString());
      setUnlessSet("strongroom.key-service.bundled", "true");
      setUnlessSet("strongroom.key-service.endpoint", "http://127.0.0.1:9");
      setUnlessSet("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:9/rehearsal");
      setUnlessSet("quarkus.http.host", "127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Quarkus.run(Rehearsal.class);
  }

  private static void setUnlessSet(String name, String value) {
    String inEnvironment = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    if (System.getProperty(name) == null && System.getenv(inEnvironment) == null) {
      System.setProperty(name, value);
    }
  }

  private static Path credentials(Path folder) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve("credentials"), PosixFilePermissions.asFileAttribute(PRIVATE));
    return Files.writeString(
        file,
        """
        account-id=000000000000
        service.access-key-id=REHEARSAL
        service.secret-access-key=%s
        service.principal=arn:aws:iam::000000000000:root
        """
            .formatted(UUID.randomUUID()));
  }

  @Override
  public int run(String... arguments) throws IOException {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (String target : TARGETS) {
        ask(port, REQUEST.formatted(target, round));
      }
    }
    return 0;
  }

  private static void ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }
}
