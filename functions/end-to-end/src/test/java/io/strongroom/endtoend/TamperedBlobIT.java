package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Stored bytes changed under the running server: an error or a cut connection, no wrong byte. */
@ExtendWith(StrongroomExtension.class)
class TamperedBlobIT {
  private static final int SEALED_SEGMENT = Samples.SEGMENT + 16;
  private static final int HEADER = 56;

  /** More than the server keeps in buffers, so that the status is sent before the end is read. */
  private static final int SEGMENTS = 200;

  /** Every so manieth byte beside a record is changed; 1 tries all of them, in minutes. */
  private static final int STRIDE = Integer.getInteger("strongroom.tampering.stride", 97);

  private final Strongroom strongroom;
  private final HttpClient http;
  private final byte[] content = Samples.bytes(SEGMENTS * Samples.SEGMENT + 100);

  TamperedBlobIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    http =
        HttpClient.newBuilder()
            .sslContext(strongroom.tls())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @AfterEach
  void close() {
    http.close();
  }

  /** What arrived of an answer: all of it, or what came before the connection was cut. */
  private record Answer(int status, byte[] body, boolean cut) {}

  private static Map<String, UnaryOperator<byte[]>> changes() {
    Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
    int middle = HEADER + SEGMENTS / 2 * SEALED_SEGMENT;
    int last = HEADER + SEGMENTS * SEALED_SEGMENT;
    Map.of(
            "salt",
            3,
            "commitment",
            30,
            "first segment",
            HEADER + 7,
            "tag of the first segment",
            HEADER + SEALED_SEGMENT - 1,
            "middle segment",
            middle + 1000,
            "tag of the middle segment",
            middle + SEALED_SEGMENT - 16,
            "last segment",
            last + 50,
            "tag of the last segment",
            last + 100 + 15)
        .forEach((what, at) -> changes.put(what, bytes -> flipped(bytes, at)));
    changes.put("one byte cut off", bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    changes.put("last segment cut off", bytes -> Arrays.copyOf(bytes, last));
    changes.put("half cut off", bytes -> Arrays.copyOf(bytes, middle));
    changes.put("nothing left", _ -> new byte[0]);
    changes.put("one byte more", bytes -> Arrays.copyOf(bytes, bytes.length + 1));
    changes.put("segments exchanged", bytes -> moved(bytes, middle, middle + SEALED_SEGMENT, true));
    changes.put("segment repeated", bytes -> moved(bytes, middle, middle + SEALED_SEGMENT, false));
    return changes;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static byte[] moved(byte[] bytes, int a, int b, boolean back) {
    byte[] changed = bytes.clone();
    System.arraycopy(bytes, a, changed, b, SEALED_SEGMENT);
    if (back) {
      System.arraycopy(bytes, b, changed, a, SEALED_SEGMENT);
    }
    return changed;
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SM4"})
  @Tag("GEN-1")
  @Tag("SEG-8")
  void get_blobChangedAnywhere_neverAWrongByte(Mode mode) {
    String bucket = strongroom.newBucket();
    Path blob = put(bucket, mode);
    byte[] stored = read(blob);
    URI url = url(bucket);

    changes()
        .forEach(
            (what, change) -> {
              write(blob, change.apply(stored));
              Answer answer = get(url, Map.of());

              if (answer.status() == 200) {
                assertThat(answer.cut()).as(what).isTrue();
                assertThat(answer.body().length).as(what).isLessThan(content.length);
                assertThat(answer.body())
                    .as(what)
                    .isEqualTo(Arrays.copyOf(content, answer.body().length));
              } else {
                assertThat(answer.status()).as(what).isEqualTo(500);
                assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .as(what)
                    .contains("<Code>InternalError</Code>")
                    .doesNotContainIgnoringCase("tag")
                    .doesNotContainIgnoringCase("rejected");
              }
            });
    write(blob, stored);
    assertThat(get(url, Map.of()).body()).isEqualTo(content);
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SM4"})
  void get_laterSegmentChanged_endsInACutConnection(Mode mode) {
    String bucket = strongroom.newBucket();
    Path blob = put(bucket, mode);
    byte[] stored = read(blob);
    write(blob, flipped(stored, HEADER + (SEGMENTS - 1) * SEALED_SEGMENT));

    Answer answer = get(url(bucket), Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.cut()).isTrue();
    assertThat(answer.body()).isEqualTo(Arrays.copyOf(content, answer.body().length));
    write(blob, stored);
  }

  /** Segments stand for themselves: what is whole can still be read. */
  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SM4"})
  void get_rangeBesideAChangedSegment_isRight(Mode mode) {
    String bucket = strongroom.newBucket();
    Path blob = put(bucket, mode);
    write(blob, flipped(read(blob), HEADER + 5 * SEALED_SEGMENT));
    URI url = url(bucket);

    Answer beside = get(url, Map.of("Range", "bytes=98304-163839"));
    Answer inside = get(url, Map.of("Range", "bytes=81930-81930"));

    assertThat(beside.status()).isEqualTo(206);
    assertThat(beside.body()).isEqualTo(Arrays.copyOfRange(content, 98304, 163840));
    assertThat(inside.status()).isEqualTo(500);
  }

  /** Small objects rest in the database; whoever changes them there gets no further. */
  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SM4"})
  void get_bytesBesideTheRecordChanged_isRefusedAndToldOf(Mode mode) throws IOException {
    String bucket = strongroom.newBucket();
    byte[] small = Arrays.copyOf(content, 4096);
    Set<Path> before = blobs();
    put(bucket, mode, small);
    assertThat(blobs()).isEqualTo(before);
    URI url = url(bucket);
    try (Metadata metadata = strongroom.metadata()) {
      byte[] stored = metadata.bytes(bucket, "k");
      List<byte[]> changes = new ArrayList<>();
      for (int at = 0; at < stored.length; at += STRIDE) {
        changes.add(flipped(stored, at));
      }
      for (int length : new int[] {0, HEADER, stored.length - 1, stored.length + 1}) {
        changes.add(Arrays.copyOf(stored, length));
      }
      for (byte[] change : changes) {
        metadata.writeBytes(change, bucket, "k");

        Answer answer = get(url, Map.of());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
            .contains("<Code>InternalError</Code>");
      }
      metadata.writeBytes(stored, bucket, "k");
      System.out.printf("tampering: %d alterations beside a record (%s)%n", changes.size(), mode);
    }
    assertThat(get(url, Map.of()).body()).isEqualTo(small);
    CleanLog.check(strongroom.log());
    assertThat(strongroom.log())
        .containsPattern("ALARM[^\n]*bucket=" + bucket + " key=\"k\"[^\n]* blob=");
  }

  /** Every place is tried by {@code RecordTamperingTest}; here they reach the service. */
  @ParameterizedTest
  @ValueSource(strings = {"envelope", "manifest"})
  void get_recordChangedAtManyPlaces_isRefused(String column) {
    String bucket = strongroom.newBucket();
    put(bucket, Mode.SSE_KMS);
    URI url = url(bucket);
    try (Metadata metadata = strongroom.metadata()) {
      byte[] stored = metadata.read(column, bucket, "k");
      for (int at = 0; at < stored.length; at += 7) {
        metadata.write(column, flipped(stored, at), bucket, "k");

        assertThat(get(url, Map.of("Range", "bytes=0-9")).status())
            .as("byte %d of %s", at, column)
            .isGreaterThanOrEqualTo(400);
      }
      metadata.write(column, stored, bucket, "k");
    }
    assertThat(get(url, Map.of("Range", "bytes=0-9")).body()).isEqualTo(Arrays.copyOf(content, 10));
  }

  /** Stores the content; gives the file it went to. */
  private Path put(String bucket, Mode mode) {
    Set<Path> before = blobs();
    put(bucket, mode, content);
    List<Path> made = new ArrayList<>(blobs());
    made.removeAll(before);
    assertThat(made).hasSize(1);
    return made.getFirst();
  }

  private void put(String bucket, Mode mode, byte[] body) {
    strongroom
        .s3()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key("k")
                    .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
            RequestBody.fromBytes(body));
  }

  private Set<Path> blobs() {
    try (Stream<Path> files = Files.walk(strongroom.data().resolve("blobs"))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI url(String bucket) {
    try (S3Presigner presigner = strongroom.presigner()) {
      return URI.create(
          presigner
              .presignGetObject(
                  request ->
                      request
                          .signatureDuration(Duration.ofMinutes(30))
                          .getObjectRequest(object -> object.bucket(bucket).key("k")))
              .url()
              .toString());
    }
  }

  private Answer get(URI url, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    headers.forEach(request::header);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        in.transferTo(body);
        return new Answer(response.statusCode(), body.toByteArray(), false);
      } catch (IOException cut) {
        return new Answer(response.statusCode(), body.toByteArray(), true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In place: the server may have the file open. */
  private static void write(Path file, byte[] bytes) {
    try {
      file.toFile().setWritable(true);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
