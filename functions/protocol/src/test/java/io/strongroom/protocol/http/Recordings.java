package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.encryption.EncryptionRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that released clients made, read from {@code wire/}: a title {@code # operation |
 * variant | style}, the request line, the headers.
 */
public final class Recordings {

  /** The key of every object in the recordings, but for what a client appends. */
  public static final String KEY = "dir//a b+c;d/../é%2F?*";

  private static final Pattern V4_TIME = Pattern.compile("(?i)X-Amz-Date[=:] ?(\\d{8}T\\d{6}Z)");
  private static final Pattern DATE = Pattern.compile("(?m)^Date: (.*)$");
  private static final Pattern END = Pattern.compile("[&?]Expires=(\\d+)");

  private Recordings() {}

  /**
   * @param time when the request was made
   */
  public record Recording(
      String operation, String variant, String style, WireRequest request, Instant time) {

    @Override
    public String toString() {
      return operation + ", " + variant + ", " + style;
    }
  }

  public static List<Recording> read(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/wire/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n"))
          .map(String::strip)
          .filter(block -> !block.isEmpty())
          .map(Recordings::recording)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses the request as the operation it is and looks at what came out. */
  public static void assertUnderstood(Dialect dialect, IncomingRequest request, String variant) {
    switch (request.route().operation()) {
      case PUT_OBJECT -> encryption(dialect.putObject().parse(request).encryption(), variant);
      case CREATE_MULTIPART_UPLOAD ->
          encryption(dialect.createMultipartUpload().parse(request).encryption(), variant);
      case COPY_OBJECT -> {
        var command = dialect.copyObject().parse(request);
        encryption(command.encryption(), variant);
        assertThat(command.source().ref().arn()).startsWith("arn:aws:s3:::src/" + KEY);
        assertThat(command.source().customerKey().isPresent()).isEqualTo(variant.equals("ssec"));
      }
      case UPLOAD_PART_COPY -> {
        var command = dialect.uploadPartCopy().parse(request);
        assertThat(command.source().ref().key().value()).startsWith(KEY);
        assertThat(command.range()).hasValueSatisfying(r -> assertThat(r.last()).isEqualTo(4));
      }
      case UPLOAD_PART ->
          assertThat(dialect.uploadPart().parse(request).customerKey().isPresent())
              .isEqualTo(variant.equals("ssec"));
      case GET_OBJECT ->
          assertThat(dialect.getObject().parse(request).customerKey().isPresent())
              .isEqualTo(variant.equals("ssec"));
      case HEAD_OBJECT -> assertThat(dialect.headObject().parse(request)).isNotNull();
      case DELETE_OBJECT -> assertThat(dialect.deleteObject().parse(request)).isNotNull();
      case ABORT_MULTIPART_UPLOAD ->
          assertThat(dialect.abortMultipartUpload().parse(request).uploadId()).isEqualTo("u");
      case LIST_BUCKETS -> assertThat(dialect.listBuckets().parse(request)).isNotNull();
      case LIST_OBJECTS -> assertThat(dialect.listObjects().parse(request)).isNotNull();
      case LIST_OBJECTS_V2 -> assertThat(dialect.listObjectsV2().parse(request)).isNotNull();
      case LIST_PARTS -> assertThat(dialect.listParts().parse(request)).isNotNull();
      case LIST_MULTIPART_UPLOADS ->
          assertThat(dialect.listMultipartUploads().parse(request)).isNotNull();
      case HEAD_BUCKET -> assertThat(dialect.headBucket().parse(request)).isNotNull();
      case GET_BUCKET_LOCATION ->
          assertThat(dialect.getBucketLocation().parse(request)).isNotNull();
      case DELETE_BUCKET -> assertThat(dialect.deleteBucket().parse(request)).isNotNull();
      case GET_ENCRYPTION_CONFIGURATION ->
          assertThat(dialect.getEncryptionConfiguration().parse(request)).isNotNull();
      case DELETE_ENCRYPTION_CONFIGURATION ->
          assertThat(dialect.deleteEncryptionConfiguration().parse(request)).isNotNull();
      default -> assertThat(request).isNotNull(); // bodies are not in the recordings
    }
  }

  private static void encryption(EncryptionRequest request, String variant) {
    Class<? extends EncryptionRequest> expected =
        switch (variant) {
          case "kms", "sm4" -> EncryptionRequest.KmsManaged.class;
          case "ssec" -> EncryptionRequest.CustomerProvided.class;
          default -> EncryptionRequest.BucketDefault.class;
        };
    assertThat(request).isInstanceOf(expected);
  }

  private static Recording recording(String block) {
    List<String> lines = block.lines().toList();
    String[] title = lines.getFirst().substring(2).split(" \\| ");
    return new Recording(
        title[0], title[1], title[2], request(lines.subList(1, lines.size())), time(block));
  }

  private static WireRequest request(List<String> lines) {
    String[] start = lines.getFirst().split(" ", 2);
    int question = start[1].indexOf('?');
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      fields.add(
          new Headers.Field(
              line.substring(0, colon), HeaderText.encode(line.substring(colon + 1).strip())));
    }
    return new WireRequest(
        start[0],
        question < 0 ? start[1] : start[1].substring(0, question),
        question < 0 ? "" : start[1].substring(question + 1),
        withLength(Headers.of(fields)),
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }

  /** A presigned URL says nothing of the body; whoever uses it sends a length. */
  private static Headers withLength(Headers headers) {
    return headers.has("content-length") || headers.has("transfer-encoding")
        ? headers
        : headers.and("content-length", "0");
  }

  private static Instant time(String block) {
    Matcher v4 = V4_TIME.matcher(block);
    if (v4.find()) {
      return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
          .withZone(ZoneOffset.UTC)
          .parse(v4.group(1), Instant::from);
    }
    Matcher end = END.matcher(block);
    if (end.find()) {
      return Instant.ofEpochSecond(Long.parseLong(end.group(1)) - 60);
    }
    Matcher date = DATE.matcher(block);
    return date.find()
        ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.group(1)))
        : Instant.EPOCH; // not signed
  }
}
