package io.strongroom.protocol.http.object;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.record.Deletion;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.error.RequestErrors;
import io.strongroom.signing.PayloadIntegrity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteObjectsCodecTest {

  private static final RequestErrors ERRORS =
      new RequestErrors(
          S3,
          failure -> {
            throw new AssertionError(failure);
          });

  private final DeleteObjectsCodec codec = new DeleteObjectsCodec(S3, ERRORS::answer);

  @Test
  void parse_keys_takenAsTheyAre() {
    DeleteObjects.Command command =
        codec.parse(
            request(
                    "<Object><Key> a//../b;+%2F é&amp;&#10;</Key></Object>"
                        + "<Object><Key>c</Key><VersionId>null</VersionId></Object>")
                .build());

    assertThat(command.wanted())
        .extracting(wanted -> wanted.key().value() + wanted.version())
        .containsExactly(" a//../b;+%2F é&\nOptional.empty", "cOptional[null]");
    assertThat(command.quiet()).isFalse();
  }

  @Test
  void parse_quiet_taken() {
    assertThat(
            codec
                .parse(request("<Quiet>true</Quiet><Object><Key>c</Key></Object>").build())
                .quiet())
        .isTrue();
  }

  @Test
  void parse_thousandLongKeys_taken() {
    String key = "é".repeat(512);
    String objects = ("<Object><Key>" + key + "</Key></Object>").repeat(1000);

    assertThat(codec.parse(request(objects).build()).wanted()).hasSize(1000);
  }

  @Test
  void parse_oneKeyMore_malformed() {
    assertMalformed(
        () -> codec.parse(request("<Object><Key>k</Key></Object>".repeat(1001)).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Object/>",
        "<Object><Key>a</Key><Key>b</Key></Object>",
        "<Object><Key><b/></Key></Object>",
        "<Object><Key>a</Key><Other/></Object>",
        "<Object><Key>a</Key></Object><Quiet>maybe</Quiet>",
        "<Objects><Key>a</Key></Objects>"
      })
  void parse_notAListOfKeys_malformed(String content) {
    assertMalformed(() -> codec.parse(request(content).build()));
  }

  @Test
  void parse_emptyKey_refused() {
    assertThat(errorOf(() -> codec.parse(request("<Object><Key></Key></Object>").build())))
        .isInstanceOf(RequestError.InvalidObjectKey.class);
  }

  @Test
  void parse_anyVersion_leftToTheStore() {
    String object = "<Object><Key>k</Key><VersionId>v1</VersionId></Object>";

    assertThat(codec.parse(request(object).build()).wanted()).containsExactly(wanted("k", "v1"));
  }

  private static Wanted wanted(String key) {
    return Wanted.current(new ObjectRef(new BucketName("bucket"), new ObjectKey(key)));
  }

  private static Wanted wanted(String key, String version) {
    return new Wanted(wanted(key).object(), Optional.of(new VersionId(version)));
  }

  private static Deletion deleted(String key) {
    return new Deletion(wanted(key), Deletion.Outcome.DONE, Optional.empty(), false);
  }

  @Test
  void render_versions_golden() {
    VersionId marker = new VersionId("m1");
    DeleteObjects.Result result =
        new DeleteObjects.Result(
            List.of(
                new Deletion(wanted("a"), Deletion.Outcome.MARKED, Optional.of(marker), true),
                new Deletion(
                    wanted("b", "v1"),
                    Deletion.Outcome.DONE,
                    Optional.of(new VersionId("v1")),
                    false),
                new Deletion(wanted("c", "m1"), Deletion.Outcome.DONE, Optional.of(marker), true)),
            List.of(
                new DeleteObjects.Refused(
                    wanted("d", "v2"), new VersionError.NoSuchVersion(new ObjectKey("d"), "v2"))),
            false);

    assertThat(Requests.text(codec.render(request("").build(), result)))
        .isEqualTo(
            "<DeleteResult"
                + S3_NAMESPACE
                + "><Deleted><Key>a</Key><DeleteMarker>true</DeleteMarker>"
                + "<DeleteMarkerVersionId>m1</DeleteMarkerVersionId></Deleted>"
                + "<Deleted><Key>b</Key><VersionId>v1</VersionId></Deleted>"
                + "<Deleted><Key>c</Key><VersionId>m1</VersionId><DeleteMarker>true</DeleteMarker>"
                + "<DeleteMarkerVersionId>m1</DeleteMarkerVersionId></Deleted>"
                + "<Error><Key>d</Key><VersionId>v2</VersionId><Code>NoSuchVersion</Code>"
                + "<Message>The specified version does not exist.</Message></Error>"
                + "</DeleteResult>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Object><Key>k</Key><ETag>e</ETag></Object>",
        "<Object><Key>k</Key><Size>1</Size></Object>",
        "<EncodingType>url</EncodingType><Object><Key>k</Key></Object>"
      })
  void parse_whatWouldBeWrongToIgnore_refused(String content) {
    assertThat(errorOf(() -> codec.parse(request(content).build())))
        .isInstanceOf(RequestError.NotImplemented.class);
  }

  @Test
  void parse_withoutDigest_refused() {
    Requests request =
        request("<Object><Key>k</Key></Object>").integrity(new PayloadIntegrity.UnsignedPayload());

    assertThat(errorOf(() -> codec.parse(request.build())))
        .isInstanceOf(RequestError.InvalidRequest.class);
  }

  @Test
  void render_deleted_golden() {
    DeleteObjects.Result result =
        new DeleteObjects.Result(List.of(deleted("a<"), deleted("b")), List.of(), false);

    assertThat(Requests.text(codec.render(request("").build(), result)))
        .isEqualTo(
            "<DeleteResult"
                + S3_NAMESPACE
                + "><Deleted><Key>a&lt;</Key></Deleted><Deleted><Key>b</Key></Deleted>"
                + "</DeleteResult>");
  }

  @Test
  void render_refused_isNamedEvenWhenQuiet() {
    DeleteObjects.Refused refused =
        new DeleteObjects.Refused(wanted("a<"), new RequestError.AccessDenied());
    DeleteObjects.Result result =
        new DeleteObjects.Result(List.of(deleted("b")), List.of(refused), true);

    assertThat(Requests.text(codec.render(request("").build(), result)))
        .isEqualTo(
            "<DeleteResult"
                + S3_NAMESPACE
                + "><Error><Key>a&lt;</Key><Code>AccessDenied</Code>"
                + "<Message>Access Denied</Message></Error></DeleteResult>");
  }

  @Test
  void render_quiet_isEmpty() {
    DeleteObjects.Result result = new DeleteObjects.Result(List.of(deleted("a")), List.of(), true);

    assertThat(Requests.text(codec.render(request("").build(), result)))
        .isEqualTo("<DeleteResult" + S3_NAMESPACE + "></DeleteResult>");
  }

  /** Signed with Version 2, which needs no digest. */
  private static Requests request(String content) {
    return Requests.of("POST", BucketOperations.DELETE_OBJECTS)
        .bucket("bucket")
        .integrity(new PayloadIntegrity.NotCovered())
        .body("<Delete>" + content + "</Delete>");
  }
}
