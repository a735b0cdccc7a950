package io.strongroom.protocol.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.object.PutObject;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.HeaderText;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.signing.Credential;
import io.strongroom.signing.v4.SigV4Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests as boto3 1.43.11 made them, in both addressing styles, signed in Version 4 and 2 and
 * presigned: each reaches its operation, proves its sender and is understood.
 */
class Boto3RequestsTest {

  private static final String KEY = "dir//a b+c;d/../é%2F?*";
  private static final Pattern V4_TIME = Pattern.compile("(?i)X-Amz-Date[=:] ?(\\d{8}T\\d{6}Z)");
  private static final Pattern V2_TIME = Pattern.compile("(?m)^Date: (.*)$");
  private static final Pattern V2_END = Pattern.compile("Expires=(\\d+)");

  private final Router router = new Router(new Addressing(List.of("s3.localhost")));

  @TestFactory
  Stream<DynamicTest> everyRequest_understood() throws IOException {
    return blocks().map(block -> dynamicTest(block.lines().findFirst().get(), () -> check(block)));
  }

  private void check(String block) {
    List<String> lines = block.lines().toList();
    String[] title = lines.getFirst().substring(2).split(" \\| ");
    WireRequest request = request(lines.subList(1, lines.size()));
    Dialect dialect =
        new S3Dialect(
            SigV4Rules.s3("us-east-1"), id -> Optional.of(credential()), () -> time(block));

    Route route = router.route(request);
    assertThat(route.operation().wireName()).isEqualTo(title[0]);
    assertThat(route.dialect()).isEqualTo(Route.DialectName.S3);
    assertThat(route.virtualHosted()).isEqualTo(request.host().startsWith("bkt-1."));
    route.bucket().ifPresent(bucket -> assertThat(bucket).isEqualTo("bkt-1"));
    route.key().ifPresent(key -> assertThat(key).isEqualTo(KEY));

    IncomingRequest incoming = dialect.authenticate(request, route);
    assertThat(incoming.caller().account()).isEqualTo("000000000000");
    parse(dialect, incoming, title[1]);
  }

  private static void parse(Dialect dialect, IncomingRequest request, String variant) {
    Operation operation = request.route().operation();
    switch (operation) {
      case PUT_OBJECT -> {
        PutObject.Command command = dialect.putObject().parse(request);
        boolean kms = request.wire().rawQuery().contains("kms") || variant.equals("kms");
        if (kms) {
          assertThat(command.encryption()).isInstanceOf(EncryptionRequest.KmsManaged.class);
        }
        if (variant.equals("ssec")) {
          assertThat(command.encryption()).isInstanceOf(EncryptionRequest.CustomerProvided.class);
        }
      }
      case GET_OBJECT ->
          assertThat(dialect.getObject().parse(request).customerKey().isPresent())
              .isEqualTo(variant.equals("ssec"));
      case HEAD_OBJECT -> assertThat(dialect.headObject().parse(request)).isNotNull();
      case DELETE_OBJECT -> assertThat(dialect.deleteObject().parse(request)).isNotNull();
      case COPY_OBJECT ->
          assertThat(dialect.copyObject().parse(request).source().ref().arn())
              .isEqualTo("arn:aws:s3:::src/" + KEY);
      case UPLOAD_PART_COPY ->
          assertThat(dialect.uploadPartCopy().parse(request).source().ref().key().value())
              .isEqualTo(KEY);
      case CREATE_MULTIPART_UPLOAD ->
          assertThat(dialect.createMultipartUpload().parse(request).checksum()).isPresent();
      case UPLOAD_PART ->
          assertThat(dialect.uploadPart().parse(request).customerKey().isPresent())
              .isEqualTo(variant.equals("ssec"));
      case ABORT_MULTIPART_UPLOAD ->
          assertThat(dialect.abortMultipartUpload().parse(request).uploadId()).isEqualTo("u");
      case LIST_OBJECTS_V2 -> assertThat(request.route().query().first("prefix")).contains("a b+");
      default -> assertThat(operation).isNotNull(); // documents in bodies are tested elsewhere
    }
  }

  private static Stream<String> blocks() throws IOException {
    try (InputStream in = Boto3RequestsTest.class.getResourceAsStream("/wire/boto3.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n")).map(String::strip).filter(b -> !b.isEmpty());
    }
  }

  private static WireRequest request(List<String> lines) {
    String[] start = lines.getFirst().split(" ", 2);
    int question = start[1].indexOf('?');
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(": ");
      fields.add(
          new Headers.Field(
              line.substring(0, colon), HeaderText.encode(line.substring(colon + 2))));
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
    Matcher v2 = V2_TIME.matcher(block);
    if (v2.find()) {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(v2.group(1)));
    }
    Matcher end = V2_END.matcher(block);
    assertThat(end.find()).isTrue();
    return Instant.ofEpochSecond(Long.parseLong(end.group(1)) - 60);
  }

  private static Credential credential() {
    return Credential.of(
        "AKEXAMPLE", "SKEXAMPLE", "arn:aws:iam::000000000000:root", "000000000000");
  }
}
