package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.ReadConditions;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.PresignedHeaders;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** GetObject and HeadObject, which differ in the body only. */
public final class ReadObjectCodec implements OperationCodec<GetObject.Command, ObjectView> {

  /** Query parameters that override a header of the answer, and that header. */
  private static final Map<String, String> OVERRIDES =
      Map.of(
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding",
          "response-content-language", "content-language",
          "response-content-type", "content-type",
          "response-expires", "expires");

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final EncryptionEchoHeaders echo;
  private final InstantSource clock;

  /**
   * @param clock by which dates of conditions lie in the future
   */
  public ReadObjectCodec(Vocabulary words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.encryption = new EncryptionHeaders(words);
    this.echo = new EncryptionEchoHeaders(words);
  }

  @Override
  public GetObject.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    QueryParameters query = request.route().query();
    query.parameters().stream()
        .filter(parameter -> OVERRIDES.containsKey(parameter.name()))
        .forEach(PresignedHeaders::requirePrintable);
    Wanted wanted = Targets.objectVersion(request);
    Selection selection = SelectionHeaders.of(headers, query);
    ReadConditions conditions = ConditionHeaders.ofRead(headers, clock.instant());
    boolean checksumWanted = new ChecksumHeaders(words).wanted(headers);
    return new GetObject.Command(
        request.caller(),
        wanted,
        encryption.ofRead(headers),
        selection,
        conditions,
        checksumWanted);
  }

  @Override
  public WireResponse render(IncomingRequest request, ObjectView view) {
    ObjectVersion object = view.object();
    Optional<ByteRange> range = view.range().filter(bytes -> bytes.length() > 0);
    Headers headers =
        Headers.none()
            .and("accept-ranges", "bytes")
            .and("content-length", Long.toString(view.contentLength()))
            .and("etag", object.etag().quoted())
            .and("last-modified", HttpDates.header(object.lastModified()));
    headers = new VersionHeaders(words).ofRead(headers, object.version(), view.versioning());
    if (range.isPresent()) {
      headers = headers.and("content-range", contentRange(range.get(), object.size()));
    }
    headers =
        new MetadataHeaders(words)
            .add(headers, object.metadata(), overrides(request.route().query()));
    headers = new MarkHeaders(words).add(headers, object.marks());
    headers = new RestoreHeaders(words).add(headers, object.metadata(), clock.instant());
    if (object.metadata().isAppendable()) {
      headers =
          headers
              .and("x-obs-object-type", "Appendable")
              .and(AppendObjectCodec.NEXT, Long.toString(object.size()));
    }
    headers = new ExpiryHeaders(words).add(headers, view.expiry());
    headers = echo.add(headers, view.encryption());
    headers = new ChecksumHeaders(words).add(headers, view.checksum());
    if (view.partCount().isPresent()) {
      headers =
          headers.and(
              words.header("mp-parts-count"), Integer.toString(view.partCount().getAsInt()));
    }
    return WireResponse.of(range.isPresent() ? 206 : 200, headers);
  }

  private static String contentRange(ByteRange range, long size) {
    return "bytes " + range.first() + '-' + range.last() + '/' + size;
  }

  private static Map<String, String> overrides(QueryParameters query) {
    Map<String, String> overrides = new TreeMap<>();
    for (QueryParameters.Parameter parameter : query.parameters()) {
      Optional.ofNullable(OVERRIDES.get(parameter.name()))
          .ifPresent(header -> overrides.putIfAbsent(header, parameter.value()));
    }
    return overrides;
  }
}
