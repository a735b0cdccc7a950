package io.strongroom.protocol.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.RawText;
import io.strongroom.protocol.http.Vocabularies;
import io.strongroom.protocol.http.Wire;
import java.util.List;
import java.util.function.Consumer;

class ListingsFuzzTest {

  private static final ListObjectsCodec OBJECTS = new ListObjectsCodec(Vocabularies.S3, false);
  private static final ListObjectsV2Codec OBJECTS_V2 = new ListObjectsV2Codec(Vocabularies.S3);
  private static final ListMultipartUploadsCodec UPLOADS =
      new ListMultipartUploadsCodec(Vocabularies.S3);
  private static final ListPartsCodec PARTS = new ListPartsCodec(Vocabularies.S3);

  /** The input is a query, and a token. No listing looks for what the database cannot hold. */
  @FuzzTest
  void parse_anyQuery_boundedOrRefused(byte[] input) {
    String query = RawText.of(input);
    orRefused("/bkt?" + query, request -> require(OBJECTS.parse(request).query()));
    orRefused("/bkt?list-type=2&" + query, request -> require(OBJECTS_V2.parse(request).query()));
    orRefused("/bkt?uploads&" + query, request -> require(UPLOADS.parse(request).query()));
    orRefused("/bkt/k?uploadId=u&" + query, request -> require(PARTS.parse(request)));
    orRefused("/bkt/k?" + query, request -> require(PARTS.parse(request)));
    ContinuationToken.parse(query)
        .ifPresent(after -> assertThat(ContinuationToken.of(after)).isEqualTo(query));
  }

  private static void orRefused(String target, Consumer<IncomingRequest> parsing) {
    try {
      parsing.accept(Wire.incoming("GET", target));
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }

  private static void require(ListingQuery query) {
    requirePage(query.limit());
    requireText(List.of(query.prefix(), query.delimiter().orElse(""), query.after()));
  }

  private static void require(UploadListing.Query query) {
    requirePage(query.limit());
    requireText(
        List.of(
            query.prefix(),
            query.delimiter().orElse(""),
            query.keyMarker(),
            query.uploadIdMarker().orElse("")));
  }

  private static void require(ListParts.Command command) {
    requirePage(command.limit());
    assertThat(command.marker()).isNotNegative();
    requireText(List.of(command.uploadId().value()));
  }

  private static void requirePage(int limit) {
    assertThat(limit).isBetween(0, 1_000);
  }

  private static void requireText(List<String> texts) {
    assertThat(texts).allMatch(text -> text.indexOf('\0') < 0);
  }
}
