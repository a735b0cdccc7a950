package io.strongroom.protocol.query;

import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an action gives.
 *
 * @param service whose the action is
 * @param result writes what is in the result element; empty for actions that have none
 */
record QueryAnswer(QueryService service, String action, Optional<Consumer<XmlWriter>> result) {

  /** The whole answer. */
  WireResponse render(String requestId) {
    XmlWriter xml = XmlWriter.document(action + "Response", service.namespace());
    result.ifPresent(
        writer -> {
          xml.open(action + "Result");
          writer.accept(xml);
          xml.close();
        });
    xml.open("ResponseMetadata").element("RequestId", requestId).close();
    return WireResponse.of(
        200, Headers.none().and("content-type", QueryDialect.CONTENT_TYPE), xml.bytes());
  }
}
