package io.strongroom.protocol.http.listing;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.OBS_NAMESPACE;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListObjectsCodecsTest {

  private static final BucketName BUCKET = new BucketName("bucket");
  private static final Instant TIME = Instant.parse("2026-11-22T10:11:12.345678Z");
  private static final ListingPage STATES =
      new ListingPage(
          List.of(
              archived("a", Optional.of("GLACIER"), Optional.of(TIME)),
              archived("b", Optional.of("DEEP_ARCHIVE"), Optional.empty()),
              archived("c", Optional.empty(), Optional.empty())),
          List.of(),
          Optional.empty());

  private static ListingPage.Entry archived(
      String key, Optional<String> storageClass, Optional<Instant> until) {
    return new ListingPage.Entry(
        new ObjectKey(key),
        5,
        new ETag("e"),
        TIME,
        storageClass,
        Optional.empty(),
        new ListingPage.State(storageClass.isEmpty(), until));
  }

  private static final ListingPage EMPTY = new ListingPage(List.of(), List.of(), Optional.empty());
  private static final ListingPage PAGE =
      new ListingPage(
          List.of(
              new ListingPage.Entry(
                  new ObjectKey("p/a b\u0001"),
                  5,
                  new ETag("e1"),
                  TIME,
                  Optional.empty(),
                  Optional.of(new ListingPage.ChecksumInfo("CRC32", "FULL_OBJECT")),
                  ListingPage.State.plain())),
          List.of("p/dir+/"),
          Optional.of("p/dir+/"));

  private final ListObjectsCodec v1 = new ListObjectsCodec(S3, false);
  private final ListObjectsV2Codec v2 = new ListObjectsV2Codec(S3);

  @Test
  void render_archived_isToldWhoAsks() {
    Requests asking = request().header("x-amz-optional-object-attributes", "RestoreStatus");

    assertThat(Requests.text(v2.render(asking.build(), STATES)))
        .contains(
            "<StorageClass>GLACIER</StorageClass><RestoreStatus>"
                + "<IsRestoreInProgress>false</IsRestoreInProgress>"
                + "<RestoreExpiryDate>2026-11-22T10:11:12.000Z</RestoreExpiryDate>"
                + "</RestoreStatus></Contents>",
            "<StorageClass>DEEP_ARCHIVE</StorageClass><RestoreStatus>"
                + "<IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus></Contents>",
            "<StorageClass>STANDARD</StorageClass><Type>Appendable</Type></Contents>");
    assertThat(Requests.text(v2.render(request().build(), STATES))).doesNotContain("RestoreStatus");
  }

  @Test
  void parse_otherAttributeOfObjects_refused() {
    Requests asking = request().header("x-amz-optional-object-attributes", "Colour");

    assertThat(errorOf(() -> v1.parse(asking.build())))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void render_obs_tellsWhatIsAppendableAndItsOwnClasses() {
    String text = Requests.text(new ListObjectsCodec(OBS, true).render(request().build(), STATES));

    assertThat(text)
        .contains(
            "<StorageClass>COLD</StorageClass></Contents>",
            "<StorageClass>STANDARD</StorageClass><Type>Appendable</Type></Contents>")
        .containsOnlyOnce("Appendable");
  }

  @Test
  void parse_noParameters_listsFromTheStart() {
    ListingQuery all = new ListingQuery(BUCKET, "", Optional.empty(), "", 1000);

    assertThat(v1.parse(request().build()).query()).isEqualTo(all);
    assertThat(v2.parse(request().build()).query()).isEqualTo(all);
  }

  @Test
  void parse_v1Parameters_taken() {
    Requests request =
        request()
            .query("prefix", "p/")
            .query("delimiter", "/")
            .query("marker", "p/m")
            .query("max-keys", "7");

    assertThat(v1.parse(request.build()).query())
        .isEqualTo(new ListingQuery(BUCKET, "p/", Optional.of("/"), "p/m", 7));
  }

  @Test
  void parse_emptyDelimiter_isNone() {
    assertThat(v1.parse(request().query("delimiter", "").build()).query().delimiter()).isEmpty();
  }

  @Test
  void parse_largeMaxKeys_capped() {
    assertThat(v2.parse(request().query("max-keys", "2147483647").build()).query().limit())
        .isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", "2147483648", "99999999999999999999", "-1", "-", " 1"})
  void parse_maxKeysNoNumber_refused(String given) {
    assertThat(errorOf(() -> v2.parse(request().query("max-keys", given).build())))
        .isInstanceOfSatisfying(
            RequestError.InvalidArgument.class,
            error -> assertThat(error.argument()).isEqualTo("max-keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix", "delimiter", "start-after", "continuation-token"})
  void parse_nul_refused(String name) {
    String nul = name.equals("continuation-token") ? ContinuationToken.of("a\0") : "a\0";

    assertThat(errorOf(() -> v2.parse(request().query(name, nul).build())))
        .isInstanceOfSatisfying(
            RequestError.InvalidArgument.class,
            error -> assertThat(error.argument()).isEqualTo(name));
  }

  @Test
  void parse_unknownEncoding_refused() {
    assertThat(errorOf(() -> v1.parse(request().query("encoding-type", "hex").build())))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Invalid Encoding Method specified in Request", "encoding-type", "hex"));
  }

  @Test
  void parse_startAfter_taken() {
    assertThat(v2.parse(request().query("start-after", "k").build()).query().after())
        .isEqualTo("k");
  }

  @Test
  void parse_token_winsOverStartAfter() {
    Requests request =
        request()
            .query("continuation-token", ContinuationToken.of("k2/é"))
            .query("start-after", "k1");

    assertThat(v2.parse(request.build()).query().after()).isEqualTo("k2/é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "k", "_w", "aw==", "aw\n"})
  void parse_tokenNotOurs_refused(String token) {
    assertThat(errorOf(() -> v2.parse(request().query("continuation-token", token).build())))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The continuation token provided is incorrect", "continuation-token", token));
  }

  @Test
  void render_v2Page_golden() {
    Requests request =
        request()
            .query("prefix", "p/")
            .query("delimiter", "/")
            .query("start-after", "p/ ")
            .query("max-keys", "2")
            .query("fetch-owner", "true")
            .query("encoding-type", "url");

    assertThat(Requests.text(v2.render(request.build(), PAGE)))
        .isEqualTo(
            "<ListBucketResult"
                + S3_NAMESPACE
                + "><Name>bucket</Name><Prefix>p/</Prefix><Delimiter>/</Delimiter>"
                + "<StartAfter>p/%20</StartAfter>"
                + "<NextContinuationToken>cC9kaXIrLw</NextContinuationToken>"
                + "<KeyCount>2</KeyCount><MaxKeys>2</MaxKeys><IsTruncated>true</IsTruncated>"
                + "<EncodingType>url</EncodingType>"
                + "<Contents><Key>p/a%20b%01</Key>"
                + "<LastModified>2026-11-22T10:11:12.000Z</LastModified>"
                + "<ETag>&quot;e1&quot;</ETag><ChecksumAlgorithm>CRC32</ChecksumAlgorithm>"
                + "<ChecksumType>FULL_OBJECT</ChecksumType><Size>5</Size>"
                + "<Owner><ID>000000000000</ID><DisplayName>000000000000</DisplayName></Owner>"
                + "<StorageClass>STANDARD</StorageClass></Contents>"
                + "<CommonPrefixes><Prefix>p/dir%2B/</Prefix></CommonPrefixes>"
                + "</ListBucketResult>");
  }

  @Test
  void render_v2Empty_golden() {
    assertThat(Requests.text(v2.render(request().build(), EMPTY)))
        .isEqualTo(
            "<ListBucketResult"
                + S3_NAMESPACE
                + "><Name>bucket</Name><Prefix></Prefix><KeyCount>0</KeyCount>"
                + "<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>");
  }

  @Test
  void render_v1Page_golden() {
    Requests request =
        request().query("prefix", "p/").query("delimiter", "/").query("marker", "p/");

    assertThat(Requests.text(v1.render(request.build(), PAGE)))
        .startsWith(
            "<ListBucketResult"
                + S3_NAMESPACE
                + "><Name>bucket</Name><Prefix>p/</Prefix><Marker>p/</Marker>"
                + "<NextMarker>p/dir+/</NextMarker><MaxKeys>1000</MaxKeys>"
                + "<Delimiter>/</Delimiter><IsTruncated>true</IsTruncated>"
                + "<Contents><Key>p/a b&#x1;</Key>")
        .contains("<Owner><ID>000000000000</ID>")
        .endsWith("<CommonPrefixes><Prefix>p/dir+/</Prefix></CommonPrefixes></ListBucketResult>");
  }

  @Test
  void render_v1WithoutDelimiter_leavesNextToTheClient() {
    assertThat(Requests.text(v1.render(request().build(), PAGE)))
        .contains("<IsTruncated>true</IsTruncated>")
        .doesNotContain("NextMarker");
  }

  @Test
  void render_obs_alwaysNamesNextAndHasNoChecksums() {
    assertThat(Requests.text(new ListObjectsCodec(OBS, true).render(request().build(), PAGE)))
        .startsWith("<ListBucketResult" + OBS_NAMESPACE)
        .contains("<NextMarker>p/dir+/</NextMarker>")
        .doesNotContain("Checksum");
  }

  @Test
  void render_maxKeysZero_isNotTruncated() {
    assertThat(Requests.text(v2.render(request().query("max-keys", "0").build(), PAGE)))
        .contains("<IsTruncated>false</IsTruncated>")
        .doesNotContain("NextContinuationToken");
  }

  @ParameterizedTest
  @CsvSource({"a b,a%20b", "a+b,a%2Bb", "é,%C3%A9", "a/b-_.~*,a/b-_.~*", "a%41,a%2541"})
  void encoding_url_decodesBackAsPathAndAsForm(String key, String encoded) {
    assertThat(KeyEncoding.URL.apply(key)).isEqualTo(encoded);
    assertThat(java.net.URLDecoder.decode(encoded, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b c", "é\uD83D\uDE00", "\u0001"})
  void token_ofAnyKey_readBack(String key) {
    assertThat(ContinuationToken.parse(ContinuationToken.of(key))).hasValue(key);
  }

  private static Requests request() {
    return Requests.of("GET", BucketOperations.LIST_OBJECTS_V2).bucket("bucket");
  }
}
