package io.strongroom.protocol.http.document;

import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorDocument;
import io.strongroom.protocol.http.xml.XmlWriter;

/** Answers that are one document. */
public final class XmlAnswer {

  private XmlAnswer() {}

  /** 200 with the document, whose open elements are closed. */
  public static WireResponse of(XmlWriter document) {
    return of(document, Headers.none());
  }

  /** 200 with the document and more headers. */
  public static WireResponse of(XmlWriter document, Headers headers) {
    return WireResponse.of(
        200, headers.and("content-type", ErrorDocument.CONTENT_TYPE), document.bytes());
  }
}
