package io.strongroom.protocol.http.error;

import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.xml.XmlWriter;

/**
 * The error document that the dialects share: {@code Code}, {@code Message}, details, what the
 * request was for, and its id, which equals the response header's.
 *
 * <p>Source: "Error responses", Amazon S3 API reference; OBS API reference, "Error response".
 */
public final class ErrorDocument {

  /** OBS: clients compare the whole header with this, so it has no parameters. */
  public static final String CONTENT_TYPE = "application/xml";

  /** What the request was for, where nothing else says it. */
  public static final String RESOURCE = "Resource";

  private ErrorDocument() {}

  /** The answer on the wire; without a body to HEAD requests and for 304. */
  public static WireResponse render(WireRequest request, ErrorAnswer answer, String hostId) {
    if (request.method().equals("HEAD") || !answer.mayHaveBody()) {
      return WireResponse.of(answer.status(), answer.headers());
    }
    Headers headers = answer.headers().and("content-type", CONTENT_TYPE);
    return WireResponse.of(answer.status(), headers, document(request, answer, hostId));
  }

  private static byte[] document(WireRequest request, ErrorAnswer answer, String hostId) {
    XmlWriter xml =
        XmlWriter.document("Error")
            .element("Code", answer.code())
            .echo("Message", answer.message());
    // S3: what a delete marker does not allow is told with the method.
    if (answer.names("ResourceType") && !answer.names("Method")) {
      xml.echo("Method", request.method());
    }
    answer.details().forEach(detail -> xml.echo(detail.element(), detail.value()));
    if (!answer.names("Key") && !answer.names("BucketName") && !answer.names(RESOURCE)) {
      xml.echo(RESOURCE, request.rawPath());
    }
    return xml.element("RequestId", request.requestId()).element("HostId", hostId).bytes();
  }
}
