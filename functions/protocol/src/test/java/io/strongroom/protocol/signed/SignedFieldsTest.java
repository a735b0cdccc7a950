package io.strongroom.protocol.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Reads;
import io.strongroom.protocol.http.RouteRow.Level;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.UnofferedOperations;
import io.strongroom.protocol.http.WholeRequest;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.signed.UnsignedRow.Fate;
import io.strongroom.signing.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a verifier or a codec reads is covered by the signature, or cannot change what the
 * signer agreed to. A header or parameter that somebody begins to read needs a row here, or this
 * fails.
 */
class SignedFieldsTest {

  /** Version 2 and OBS sign sub-resources only: who may list a bucket may list any part of it. */
  private static final Set<String> OF_LISTINGS =
      Set.of(
          "bucket-region",
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          // One of a bucket's reports in place of their list.
          "id",
          "key-marker",
          "list-type",
          "marker",
          "max-buckets",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "start-after",
          "upload-id-marker",
          "version-id-marker");

  /** The signature's own parameters, and a probe that is not signed at all. */
  private static final Set<String> OF_SIGNATURES =
      Set.of("AWSAccessKeyId", "AccessKeyId", "Expires", "Signature", "apiversion");

  static Stream<Arguments> rows() {
    return UnsignedRow.rows().stream()
        .flatMap(row -> Stream.of(Scheme.values()).map(scheme -> Arguments.of(row, scheme)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void unsignedHeader_hasTheFateOfItsRow(UnsignedRow row, Scheme scheme) {
    for (String method : List.of("GET", "PUT")) {
      boolean onWritesOnly =
          method.equals("PUT")
              && Set.of("content-range", "if-unmodified-since").contains(row.header());
      Fate expected = onWritesOnly ? Fate.REFUSED : row.in(scheme);
      boolean datePresigned = row.header().equals("date") && scheme.name().endsWith("_QUERY");
      WireRequest added = Scheme.with(scheme.sign(method, "/bkt/k"), row.header(), row.value());

      assertThat(scheme.takes(added) ? Fate.TAKEN : Fate.REFUSED)
          .as("%s %s: %s", method, row.header(), row.why())
          .isEqualTo(datePresigned ? Fate.TAKEN : expected);
    }
  }

  static Stream<Arguments> covered() {
    return rows()
        .filter(
            each ->
                ((UnsignedRow) each.get()[0]).in((Scheme) each.get()[1]) == Fate.REFUSED
                    && List.of("content-md5", "content-type", "host")
                        .contains(((UnsignedRow) each.get()[0]).header()));
  }

  @ParameterizedTest
  @MethodSource("covered")
  void coveredHeader_changed_refused(UnsignedRow row, Scheme scheme) {
    if (!row.header().equals("host")) {
      WireRequest signed = scheme.sign("PUT", "/bkt/k", row.header(), row.value());

      assertThat(scheme.takes(signed)).isTrue();
      assertThat(scheme.takes(Scheme.with(signed, row.header(), row.value() + "x"))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostOfAnotherBucket_refused(Scheme scheme) {
    WireRequest signed = scheme.sign("GET", "/k", "Host", "bkt.localhost");

    assertThat(scheme.takes(signed)).isTrue();
    assertThat(scheme.takes(Scheme.with(signed, "host", "other.localhost"))).isFalse();
    assertThat(scheme.takes(Scheme.with(signed, "host", "localhost"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void serviceHeader_addedUnsigned_refused(Scheme scheme) {
    Set<String> names = new TreeSet<>(read());
    names.removeIf(name -> WholeRequest.PREFIXES.stream().noneMatch(name::startsWith));
    names.addAll(List.of("x-amz-new", "x-obs-new", "x-amz-meta-a", "x-obs-meta-a"));
    assertThat(names).hasSizeGreaterThan(40);

    for (String name : names) {
      boolean readByVerifier = scheme == Scheme.SIGV4_HEADER && name.equals("x-amz-content-sha256");
      WireRequest added =
          Scheme.with(scheme.sign("PUT", "/bkt/k"), name, readByVerifier ? "x" : "1");

      assertThat(scheme.takes(added)).as(name).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void serviceHeader_signedAndChangedOrTakenOff_refused(Scheme scheme) {
    String prefix = scheme.name().startsWith("OBS") ? "x-obs-" : "x-amz-";
    WireRequest signed = scheme.sign("PUT", "/bkt/k", prefix + "meta-a", "1, 2");

    assertThat(scheme.takes(signed)).isTrue();
    assertThat(scheme.takes(Scheme.with(signed, prefix + "meta-a", "1"))).isFalse();
    assertThat(scheme.takes(Scheme.with(signed, prefix + "meta-a", ""))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void parameter_addedUnsigned_refusedUnlessItOnlyNarrowsAListing(Scheme scheme) {
    Set<String> names = new TreeSet<>(RouteTable.selecting());
    names.addAll(RouteTable.plain());
    names.addAll(List.of("x-amz-acl", "x-obs-acl", "X-Amz-Meta-A"));
    names.removeAll(OF_SIGNATURES);
    names.removeIf(SignedFieldsTest::isRefusedOfBuckets);

    List<String> taken = new ArrayList<>();
    for (String name : names) {
      WireRequest signed = scheme.sign("GET", "/bkt");
      if (scheme.verifies(Scheme.withParameter(signed, name + "=2"))) {
        taken.add(name);
      }
    }

    assertThat(OF_LISTINGS).containsAll(taken);
    assertThat(taken.isEmpty()).isEqualTo(!scheme.ofTheObsFamily());
  }

  private static boolean isRefusedOfBuckets(String name) {
    QueryParameters query = new QueryParameters(List.of(new QueryParameters.Parameter(name, "2")));
    return UnofferedOperations.name("GET", Level.BUCKET, query).isPresent();
  }

  @Test
  void headersRead_allHaveARow() {
    Set<String> read = new TreeSet<>(read());
    read.removeIf(name -> WholeRequest.PREFIXES.stream().anyMatch(name::startsWith));

    assertThat(UnsignedRow.rows()).extracting(UnsignedRow::header).containsAll(read);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGV4_HEADER", "OBS_HEADER"})
  void schemeOfTheApiGateway_refused(Scheme scheme) {
    String authorization =
        "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date, Signature=00";
    WireRequest request = Scheme.with(scheme.sign("GET", "/bkt/k"), "authorization", authorization);

    assertThatThrownBy(() -> scheme.parsed(request))
        .isInstanceOf(SignatureException.UnsupportedAuthorizationType.class);
  }

  /** What the sources name, and what codecs asked for when they read a request of each kind. */
  private static Set<String> read() {
    Set<String> names = new TreeSet<>(Reads.inSources());
    for (Scheme scheme : List.of(Scheme.SIGV4_HEADER, Scheme.OBS_HEADER)) {
      String prefix = scheme == Scheme.OBS_HEADER ? "x-obs-" : "x-amz-";
      String kms = scheme == Scheme.OBS_HEADER ? "kms" : "aws:kms";
      List<WireRequest> requests =
          List.of(
              scheme.sign("GET", "/bkt/k"),
              scheme.sign("PUT", "/bkt/k"),
              scheme.sign("PUT", "/bkt/k", prefix + "server-side-encryption", kms),
              scheme.sign("PUT", "/bkt/k", prefix + "copy-source", "bkt/from"),
              scheme.sign(
                  "PUT",
                  "/bkt/k",
                  prefix + "copy-source",
                  "bkt/from",
                  prefix + "metadata-directive",
                  "REPLACE"),
              scheme.sign("DELETE", "/bkt/k"),
              scheme.sign("POST", "/bkt/k?uploads"),
              scheme.sign("PUT", "/bkt/k?partNumber=1&uploadId=u"),
              scheme.sign(
                  "PUT", "/bkt/k?partNumber=1&uploadId=u", prefix + "copy-source", "bkt/from"),
              scheme.sign("POST", "/bkt/k?uploadId=u"),
              scheme.sign("GET", "/bkt/k?uploadId=u"),
              scheme.sign("GET", "/bkt"),
              scheme.sign("GET", "/"),
              scheme.sign("PUT", "/bkt"));
      for (WireRequest request : requests) {
        try (IncomingRequest parsed = scheme.parsed(request)) {
          names.addAll(Reads.of(parsed));
        }
      }
    }
    return names;
  }
}
