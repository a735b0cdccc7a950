package io.strongroom.function.console.page;

import io.strongroom.domain.operation.ListParts;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.xml.XmlWriter;
import io.strongroom.runtime.http.InnerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Files on their way from a browser, small ones in one piece, large ones in parts that can be sent
 * again. Bytes are sealed as they come: nothing of them is kept here.
 */
@Singleton
public final class UploadPages {

  private static final String TYPE = "content-type";
  private static final String LENGTH = "content-length";

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.bytes("/upload", UploadPages::whole),
        PageRoute.deed("/upload/begin", UploadPages::begin),
        PageRoute.bytes("/upload/part", UploadPages::part),
        PageRoute.deed("/upload/parts", UploadPages::parts),
        PageRoute.deed("/upload/complete", UploadPages::complete),
        PageRoute.deed("/upload/abort", UploadPages::abort));
  }

  private static String object(Form form) {
    return WireNames.object(form.need("bucket"), form.need("key"));
  }

  private static InnerRequest sent(Visit visit, String query) {
    String length =
        visit
            .header(LENGTH)
            .orElseThrow(() -> new Refused(411, "LengthRequired", "The length is missing.", ""));
    return InnerRequest.of("PUT", object(visit.query()), query)
        .with(LENGTH, length)
        .withTheirBody();
  }

  private static Reply whole(Visit visit) {
    InnerRequest request =
        sent(visit, "").with(TYPE, visit.header(TYPE).orElse("application/octet-stream"));
    return told("etag", visit.ask(ObjectOperations.PUT_OBJECT, request).etag().value());
  }

  private static Reply begin(Visit visit) {
    InnerRequest request =
        InnerRequest.of("POST", object(visit.form()), "uploads")
            .with(TYPE, visit.form().find("type").orElse("application/octet-stream"));
    return told(
        "upload", visit.ask(ObjectOperations.CREATE_MULTIPART_UPLOAD, request).uploadId().value());
  }

  private static Reply part(Visit visit) {
    Form query = visit.query();
    String named =
        WireNames.query("partNumber", query.need("part"), "uploadId", query.need("upload"));
    return told("etag", visit.ask(ObjectOperations.UPLOAD_PART, sent(visit, named)).etag().value());
  }

  /** What is there of an upload that was interrupted, so that it goes on from there. */
  private static Reply parts(Visit visit) {
    Form form = visit.form();
    String named =
        WireNames.query("uploadId", form.need("upload"), "part-number-marker", form.text("after"));
    ListParts.Result found =
        visit.ask(ObjectOperations.LIST_PARTS, InnerRequest.of("GET", object(visit.form()), named));
    JsonArray parts = new JsonArray();
    found
        .parts()
        .forEach(
            each ->
                parts.add(
                    new JsonObject()
                        .put("number", each.part().number())
                        .put("size", each.part().size())
                        .put("etag", each.part().etag().value())));
    return new Reply.Data(
        200, new JsonObject().put("parts", parts).put("more", found.truncated()).encode());
  }

  private static Reply complete(Visit visit) {
    XmlWriter xml = XmlWriter.document("CompleteMultipartUpload");
    int number = 1;
    for (String etag : visit.form().need("etags").split(",", -1)) {
      xml.open("Part").element("PartNumber", number).element("ETag", etag).close();
      number++;
    }
    InnerRequest request =
        InnerRequest.of("POST", object(visit.form()), upload(visit.form())).with(xml.bytes());
    return told(
        "etag", visit.ask(ObjectOperations.COMPLETE_MULTIPART_UPLOAD, request).etag().value());
  }

  private static Reply abort(Visit visit) {
    visit.ask(
        ObjectOperations.ABORT_MULTIPART_UPLOAD,
        InnerRequest.of("DELETE", object(visit.form()), upload(visit.form())));
    return told("aborted", "true");
  }

  private static String upload(Form form) {
    return WireNames.query("uploadId", form.need("upload"));
  }

  private static Reply told(String name, String value) {
    return new Reply.Data(200, new JsonObject().put(name, value).encode());
  }
}
