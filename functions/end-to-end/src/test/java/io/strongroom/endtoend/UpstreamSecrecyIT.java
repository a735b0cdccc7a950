package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * Every byte that a store of blobs is sent, over a connection without TLS: no plaintext, key, name,
 * tag or user is among them, in any of the usual encodings.
 */
@OneProcess
class UpstreamSecrecyIT {

  private static final String SEALED = "sealed";
  private static final int LARGE = 9 << 20;

  /** What every request begins with, up to the first line that has no colon. */
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "content-type",
          "host",
          "http2-settings",
          "if-none-match",
          "range",
          "upgrade",
          "user-agent",
          "x-amz-content-sha256",
          "x-amz-date");

  @Test
  void everythingSent_holdsNoPlaintextKeyOrName() throws Exception {
    String secret = "c4n4ry-" + HexFormat.of().formatHex(Samples.bytes(9));
    List<String> canaries =
        List.of(
            "body " + secret,
            "bucket-" + secret,
            "key/" + secret,
            "meta " + secret,
            "tag-" + secret);
    byte[] customerKey = Arrays.copyOf(("K" + secret).getBytes(StandardCharsets.UTF_8), 32);
    List<byte[]> recorded;
    Map<String, String> access;
    try (Strongroom upstream = Strongroom.start();
        RecordingProxy proxy = new RecordingProxy(upstream.endpoint("http").getPort())) {
      upstream.s3().createBucket(create -> create.bucket(SEALED));
      try (Strongroom strongroom = through(upstream, proxy)) {
        write(strongroom.s3(), canaries, customerKey);
        access = Map.of("access key", strongroom.accessKey(), "secret", strongroom.secretKey());
      }
      recorded = proxy.recorded();
    }
    assertThat(recorded.stream().mapToLong(bytes -> bytes.length).sum()).isGreaterThan(LARGE);
    List<byte[]> forbidden = new ArrayList<>();
    for (String canary : canaries) {
      forbidden.addAll(encodings(canary.getBytes(StandardCharsets.UTF_8)));
    }
    forbidden.addAll(encodings(secret.getBytes(StandardCharsets.UTF_8)));
    forbidden.addAll(encodings(customerKey));
    for (String own : access.values()) {
      forbidden.addAll(encodings(own.getBytes(StandardCharsets.UTF_8)));
    }
    Set<String> headers = new TreeSet<>();
    for (byte[] connection : recorded) {
      for (byte[] text : forbidden) {
        assertThat(indexOf(connection, text))
            .as(new String(text, StandardCharsets.ISO_8859_1))
            .isNegative();
      }
      headers.addAll(headers(connection));
    }
    assertThat(headers).contains("authorization", "content-length").isSubsetOf(HEADERS);
  }

  private static Strongroom through(Strongroom upstream, RecordingProxy proxy) throws Exception {
    TemporaryFolder folder = TemporaryFolder.create("strongroom-secrecy");
    Path key =
        Files.writeString(
            Files.createFile(
                folder.resolve("upstream.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "access-key-id=%s\nsecret-access-key=%s\n"
                .formatted(upstream.accessKey(), upstream.secretKey()));
    RunningServer server =
        RunningServer.start(
                folder.resolve("data"),
                Stream.of(
                        "store=s3",
                        "inline-up-to=0",
                        "s3.endpoint=http://127.0.0.1:" + proxy.port(),
                        "s3.bucket=" + SEALED,
                        "s3.credentials-file=" + key)
                    .map(setting -> "-Dstrongroom.blobs." + setting)
                    .toList())
            .awaitReady();
    return Strongroom.of(new Gateway(server, folder));
  }

  private static void write(S3Client s3, List<String> canaries, byte[] customerKey) {
    String bucket = canaries.get(1);
    s3.createBucket(create -> create.bucket(bucket));
    byte[] small = (canaries.get(0) + " ").repeat(40).getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[LARGE];
    for (int at = 0; at + small.length <= large.length; at += small.length) {
      System.arraycopy(small, 0, large, at, small.length);
    }
    for (byte[] body : List.of(small, large)) {
      s3.putObject(
          put ->
              put.bucket(bucket)
                  .key(canaries.get(2) + body.length)
                  .metadata(Map.of("note", canaries.get(3)))
                  .tagging(Tagging.builder().tagSet(tag(canaries)).build()),
          RequestBody.fromBytes(body));
      s3.getObjectAsBytes(get -> get.bucket(bucket).key(canaries.get(2) + body.length));
    }
    Map<String, String> customer =
        Mode.customerKey("x-amz-server-side-encryption-customer-", customerKey);
    s3.putObject(
        put -> put.bucket(bucket).key(canaries.get(2) + "c").overrideConfiguration(with(customer)),
        RequestBody.fromBytes(small));
    s3.deleteObject(delete -> delete.bucket(bucket).key(canaries.get(2) + "c"));
  }

  private static Tag tag(List<String> canaries) {
    return Tag.builder().key("t").value(canaries.get(4)).build();
  }

  /** As it is, in hexadecimal, URL-encoded, and the inner characters of each Base64 of it. */
  private static List<byte[]> encodings(byte[] text) {
    List<byte[]> all = new ArrayList<>();
    all.add(text);
    String hex = HexFormat.of().formatHex(text);
    all.add(hex.getBytes(StandardCharsets.US_ASCII));
    all.add(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    all.add(
        URLEncoder.encode(
                new String(text, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
            .getBytes(StandardCharsets.US_ASCII));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + text.length];
      System.arraycopy(text, 0, shifted, shift, text.length);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        // The first and the last characters hold bits of what is around.
        all.add(encoded.substring(4, encoded.length() - 3).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return all;
  }

  private static int indexOf(byte[] all, byte[] text) {
    for (int at = 0; at + text.length <= all.length; at++) {
      if (all[at] == text[0] && Arrays.equals(all, at, at + text.length, text, 0, text.length)) {
        return at;
      }
    }
    return -1;
  }

  private static Set<String> headers(byte[] connection) {
    Set<String> names = new TreeSet<>();
    String text = new String(connection, StandardCharsets.ISO_8859_1);
    var heads =
        Pattern.compile("(?:PUT|GET|HEAD|POST|DELETE) \\S+ HTTP/1\\.1\r\n((?:[^\r\n]+\r\n)+)\r\n")
            .matcher(text);
    while (heads.find()) {
      for (String line : heads.group(1).split("\r\n", -1)) {
        if (!line.isEmpty()) {
          names.add(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }
}
