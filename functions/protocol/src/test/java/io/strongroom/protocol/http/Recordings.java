package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
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
import java.util.Set;
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

  private static final Set<Operation<?, ?>> BODIES_NOT_RECORDED =
      Set.of(
          ObjectOperations.COMPLETE_MULTIPART_UPLOAD,
          BucketOperations.DELETE_OBJECTS,
          BucketOperations.CREATE_BUCKET,
          BucketOperations.PUT_ENCRYPTION_CONFIGURATION);

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
    if (BODIES_NOT_RECORDED.contains(request.route().operation())) {
      return;
    }
    Object parsed = dialect.parse(request.route().operation(), request);
    switch (parsed) {
      case PutObject.Command put -> encryption(put.encryption(), variant);
      case CreateMultipartUpload.Command create -> encryption(create.encryption(), variant);
      case CopyObject.Command copy -> {
        encryption(copy.encryption(), variant);
        assertThat(copy.source().wanted().object().arn()).startsWith("arn:aws:s3:::src/" + KEY);
        assertThat(copy.source().customerKey().isPresent()).isEqualTo(variant.equals("ssec"));
      }
      case UploadPartCopy.Command copy -> {
        assertThat(copy.source().wanted().key().value()).startsWith(KEY);
        assertThat(copy.range()).hasValueSatisfying(r -> assertThat(r.last()).isEqualTo(4));
      }
      case UploadPart.Command part ->
          assertThat(part.customerKey().isPresent()).isEqualTo(variant.equals("ssec"));
      case GetObject.Command get when request.wire().method().equals("GET") ->
          assertThat(get.customerKey().isPresent()).isEqualTo(variant.equals("ssec"));
      case AbortMultipartUpload.Command abort ->
          assertThat(abort.uploadId().value()).isEqualTo("u");
      default -> assertThat(parsed).isNotNull();
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
