package io.strongroom.protocol.http.object;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.operation.GetObjectAttributes;
import io.strongroom.domain.operation.GetObjectAttributes.Attribute;
import io.strongroom.domain.operation.GetObjectAttributes.Page;
import io.strongroom.domain.operation.GetObjectAttributes.Part;
import io.strongroom.domain.operation.GetObjectAttributes.Parts;
import io.strongroom.domain.operation.GetObjectAttributes.PartsWanted;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetObjectAttributesCodecTest {

  private static final String HEADER = "x-amz-object-attributes";

  private final GetObjectAttributesCodec codec = new GetObjectAttributesCodec(S3);

  @Test
  void parse_severalLinesAndBlanks_allNamed() {
    GetObjectAttributes.Command command =
        codec.parse(
            request()
                .header(HEADER, "ETag, Checksum")
                .header(HEADER, "ObjectParts,StorageClass ,ObjectSize")
                .build());

    assertThat(command.attributes()).containsExactlyInAnyOrder(Attribute.values());
    assertThat(command.parts()).isEqualTo(new PartsWanted(0, 1000));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "2000, 1000", "many, 1000", "-1, 1000"})
  void parse_maxParts_cappedOrIgnored(String given, int limit) {
    assertThat(codec.parse(etag().header("x-amz-max-parts", given).build()).parts().limit())
        .isEqualTo(limit);
  }

  @Test
  void parse_marker_taken() {
    assertThat(codec.parse(etag().header("x-amz-part-number-marker", "3").build()).parts().marker())
        .isEqualTo(3);
  }

  @Test
  void parse_markerNoNumber_refused() {
    assertThat(errorOf(() -> codec.parse(etag().header("x-amz-part-number-marker", "x").build())))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "' , '"})
  void parse_nothingNamed_refused(String value) {
    RequestError.InvalidRequest expected =
        new RequestError.InvalidRequest(
            "The x-amz-object-attributes header specifying the attributes to be retrieved is"
                + " either missing or empty");

    assertThat(errorOf(() -> codec.parse(request().header(HEADER, value).build())))
        .isEqualTo(expected);
    assertThat(errorOf(() -> codec.parse(request().build()))).isEqualTo(expected);
  }

  @Test
  void parse_unknownAttribute_refusedByName() {
    assertThat(errorOf(() -> codec.parse(request().header(HEADER, "ETag,ETags").build())))
        .isEqualTo(
            new RequestError.InvalidArgument("Invalid attribute name specified.", HEADER, "ETags"));
  }

  @Test
  void parse_anyVersion_leftToTheStore() {
    assertThat(codec.parse(etag().query("versionId", "abc").build()).wanted().version())
        .isPresent();
  }

  @Test
  void render_everything_inTheOrderOfTheModel() {
    Page page =
        new Page(
            new PartsWanted(0, 1), List.of(new Part(1, 5, Optional.of(composite("YQ==")))), true);
    WireResponse response =
        render(
            EnumSet.allOf(Attribute.class),
            Optional.of(composite("Yg==-2")),
            Optional.of(new Parts(2, Optional.of(page))));

    assertThat(Requests.text(response))
        .isEqualTo(
            "<GetObjectAttributesResponse"
                + S3_NAMESPACE
                + "><ETag>9e107d9d372bb6826bd81d3542a419d6</ETag>"
                + "<Checksum><ChecksumSHA256>Yg==</ChecksumSHA256>"
                + "<ChecksumType>COMPOSITE</ChecksumType></Checksum>"
                + "<ObjectParts><PartsCount>2</PartsCount>"
                + "<PartNumberMarker>0</PartNumberMarker>"
                + "<NextPartNumberMarker>1</NextPartNumberMarker><MaxParts>1</MaxParts>"
                + "<IsTruncated>true</IsTruncated><Part><PartNumber>1</PartNumber><Size>5</Size>"
                + "<ChecksumSHA256>YQ==</ChecksumSHA256></Part></ObjectParts>"
                + "<StorageClass>STANDARD_IA</StorageClass><ObjectSize>123</ObjectSize>"
                + "</GetObjectAttributesResponse>");
    assertThat(response.headers().first("last-modified")).contains("Sun, 22 Nov 2026 02:16:06 GMT");
  }

  @Test
  void render_emptyPage_nextIsZero() {
    Page page = new Page(new PartsWanted(10, 1), List.of(), false);

    assertThat(
            Requests.text(
                render(
                    Set.of(Attribute.OBJECT_PARTS),
                    Optional.empty(),
                    Optional.of(new Parts(2, Optional.of(page))))))
        .isEqualTo(
            "<GetObjectAttributesResponse"
                + S3_NAMESPACE
                + "><ObjectParts><PartsCount>2</PartsCount>"
                + "<PartNumberMarker>10</PartNumberMarker>"
                + "<NextPartNumberMarker>0</NextPartNumberMarker><MaxParts>1</MaxParts>"
                + "<IsTruncated>false</IsTruncated></ObjectParts></GetObjectAttributesResponse>");
  }

  @Test
  void render_sizeOnly_nothingElse() {
    WireResponse response =
        render(Set.of(Attribute.OBJECT_SIZE), Optional.empty(), Optional.empty());

    assertThat(Requests.text(response))
        .isEqualTo(
            "<GetObjectAttributesResponse"
                + S3_NAMESPACE
                + "><ObjectSize>123</ObjectSize></GetObjectAttributesResponse>");
    assertThat(response.headers().fields())
        .noneMatch(field -> field.name().contains("server-side-encryption"));
  }

  private WireResponse render(
      Set<Attribute> wanted, Optional<ObjectChecksum> checksum, Optional<Parts> parts) {
    return codec.render(
        etag().build(),
        new GetObjectAttributes.Result(
            ObjectAnswers.object(), Versioning.UNVERSIONED, wanted, checksum, parts));
  }

  private static ObjectChecksum composite(String value) {
    return new ObjectChecksum(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE, value);
  }

  private static Requests etag() {
    return request().header(HEADER, "ETag");
  }

  private static Requests request() {
    return Requests.of("GET", ObjectOperations.GET_OBJECT_ATTRIBUTES).object("k");
  }
}
