package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.configuration.TagRules;
import io.strongroom.protocol.http.configuration.TagSetDocument;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlReader;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PostObject: PutObject, answered as a form asks for it.
 *
 * <p>Source: "POST Object", Amazon S3 API reference; "Uploading Objects - POST", OBS API reference.
 */
public final class PostObjectCodec implements OperationCodec<PutObject.Command, PutObject.Result> {

  private static final String STATUS = "success_action_status";
  private static final String ACL = "acl";
  private static final String TAGGING = "tagging";

  /** Access control lists that give nobody anything the owner's account does not have. */
  private static final Set<String> OWNER_ONLY =
      Set.of("", "private", "bucket-owner-read", "bucket-owner-full-control");

  private final PutObjectCodec put;

  private final TagSetDocument tagSet;

  /**
   * @param put of the same dialect
   */
  public PostObjectCodec(Vocabulary words, PutObjectCodec put) {
    this.put = put;
    this.tagSet = new TagSetDocument(words, TagRules.ofObjects(words));
  }

  @Override
  public PutObject.Command parse(IncomingRequest request) {
    Headers fields = request.wire().headers();
    if (!OWNER_ONLY.contains(fields.first(ACL).orElse(""))) {
      throw new ObjectStoreException(new RequestError.AccessControlListNotSupported());
    }
    // First, so that no failure leaves a customer key behind.
    List<Tag> tags = fields.first(TAGGING).map(this::tags).orElse(List.of());
    return put.parse(request).tagged(tags);
  }

  /** S3: another document than this says nothing. */
  private List<Tag> tags(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);
    XmlElement root = XmlReader.read(bytes, XmlLimits.SMALL);
    return root.name().equals(TagSetDocument.ROOT) ? tagSet.parse(root) : List.of();
  }

  @Override
  public WireResponse render(IncomingRequest request, PutObject.Result result) {
    ObjectRef ref = Targets.object(request);
    Headers fields = request.wire().headers();
    String etag = result.etag().quoted();
    Headers headers = put.render(request, result).headers();
    Optional<String> redirect =
        fields
            .first("success_action_redirect")
            .or(() -> fields.first("redirect"))
            .filter(PostObjectCodec::isAbsolute);
    if (redirect.isPresent()) {
      return WireResponse.of(303, headers.and("location", target(redirect.get(), ref, etag)));
    }
    String location = location(request, ref);
    headers = headers.and("location", location);
    return switch (fields.first(STATUS).orElse("")) {
      case "200" -> WireResponse.of(200, headers);
      case "201" ->
          WireResponse.of(
              201,
              headers.and("content-type", "application/xml"),
              XmlWriter.document("PostResponse")
                  .element("Location", location)
                  .element("Bucket", ref.bucket().value())
                  .echo("Key", ref.key().value())
                  .element("ETag", etag)
                  .bytes());
      default -> WireResponse.of(204, headers);
    };
  }

  /** S3: what is no address of the web is passed over. */
  private static boolean isAbsolute(String address) {
    try {
      URI uri = new URI(address);
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String target(String address, ObjectRef ref, String etag) {
    return address
        + (address.contains("?") ? '&' : '?')
        + "bucket="
        + encoded(ref.bucket().value())
        + "&key="
        + encoded(ref.key().value())
        + "&etag="
        + encoded(etag);
  }

  private static String location(IncomingRequest request, ObjectRef ref) {
    WireRequest wire = request.wire();
    String bucket = request.route().virtualHosted() ? "" : "/" + ref.bucket().value();
    return (wire.secure() ? "https://" : "http://")
        + wire.host()
        + bucket
        + "/"
        + encoded(ref.key().value()).replace("%2F", "/");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
