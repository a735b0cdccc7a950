package io.strongroom.protocol.http.configuration;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * Lists of grants where the owner has everything and nobody else can be granted anything. They are
 * told, and taken when they say just that.
 *
 * <p>Source: "PutBucketAcl", "PutObjectAcl", Amazon S3 API reference; "Configuring a Bucket ACL",
 * OBS API reference.
 */
public final class AclDocument {

  private static final String ROOT = "AccessControlPolicy";
  private static final String LIST = "AccessControlList";
  private static final String GRANT = "Grant";
  private static final String GRANTEE = "Grantee";
  private static final String OWNER = "Owner";
  private static final String ID = "ID";
  private static final String PERMISSION = "Permission";
  private static final String ALL = "FULL_CONTROL";
  private static final String DELIVERED = "Delivered";

  private static final String USER = "CanonicalUser";
  private static final QName TYPE = new QName(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
  private static final String TYPED =
      "xmlns:xsi=\"%s\" xsi:type=\"%s\"".formatted(TYPE.getNamespaceURI(), USER);

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind(ROOT, XmlLimits.SMALL, Digest.REQUIRED);

  private final Vocabulary words;
  private final Style style;

  /**
   * What a dialect has in its lists.
   *
   * @param canned names of lists that there are
   * @param ownersOnly those of them which say what is the case anyway, and are taken
   * @param typed whether grantees say of which kind they are
   * @param delivered whether grants say if they hold for what is in the bucket
   */
  public record Style(
      Set<String> canned, Set<String> ownersOnly, boolean typed, boolean delivered) {

    public Style {
      canned = Set.copyOf(canned);
      ownersOnly = Set.copyOf(ownersOnly);
    }
  }

  public AclDocument(Vocabulary words, Style style) {
    this.words = words;
    this.style = style;
  }

  /** The owner's grant. */
  public WireResponse answer(AccountId owner) {
    XmlWriter xml =
        XmlWriter.document(ROOT, words.xmlNamespace())
            .open(OWNER)
            .element(ID, owner.value())
            .close()
            .open(LIST)
            .open(GRANT);
    XmlWriter grantee = style.typed() ? xml.open(GRANTEE, TYPED) : xml.open(GRANTEE);
    grantee.element(ID, owner.value()).close().element(PERMISSION, ALL);
    if (style.delivered()) {
      xml.element(DELIVERED, false);
    }
    return XmlAnswer.of(xml);
  }

  /**
   * Accepts what grants nothing new. Blocking.
   *
   * @throws ObjectStoreException AccessControlListNotSupported for what does, and for what is no
   *     list what is wrong with it
   */
  public void requireOwnersOnly(IncomingRequest request) {
    Headers headers = request.wire().headers();
    String canned = headers.first(words.header("acl")).orElse("");
    List<Headers.Field> grants =
        headers.withPrefix(words.header("grant-")).stream()
            .filter(field -> !field.value().isBlank())
            .toList();
    RequestDocument document = RequestDocument.read(request, words, KIND);
    boolean byHeader = !canned.isEmpty() || !grants.isEmpty();
    if (byHeader && !document.isEmpty()) {
      throw new ObjectStoreException(new RequestError.UnexpectedContent());
    }
    if (!canned.isEmpty() && !grants.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "Specifying both Canned ACLs and Header Grants is not allowed"));
    }
    if (!canned.isEmpty()) {
      requireCanned(canned);
    } else if (!grants.isEmpty()) {
      throw notSupported();
    } else if (document.isEmpty()) {
      throw new ObjectStoreException(new RequestError.MissingHeader(words.header("acl")));
    } else {
      requireOwnersOnly(document, request.caller().account());
    }
  }

  private void requireCanned(String given) {
    if (!style.canned().contains(given)) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument("", words.header("acl"), given));
    }
    if (!style.ownersOnly().contains(given)) {
      throw notSupported();
    }
  }

  private static void requireOwnersOnly(RequestDocument document, AccountId account) {
    boolean only;
    try {
      only = document.parse(root -> isOwnersOnly(root, account));
    } catch (ObjectStoreException refused) {
      throw refused.error() instanceof RequestError.MalformedXml
          ? new ObjectStoreException(new RequestError.MalformedAcl())
          : refused;
    }
    if (!only) {
      throw notSupported();
    }
  }

  private static boolean isOwnersOnly(XmlElement root, AccountId account) {
    XmlElement owner = root.get(OWNER);
    owner.findText("DisplayName");
    root.findText(DELIVERED);
    String named = owner.getText(ID).strip();
    // Every one is looked at, so that nothing in the document stays unread.
    List<Boolean> grants =
        root.get(LIST).all(GRANT).stream().map(grant -> isOwners(grant, account)).toList();
    return named.equals(account.value()) && !grants.isEmpty() && !grants.contains(false);
  }

  private static boolean isOwners(XmlElement grant, AccountId owner) {
    XmlElement grantee = grant.get(GRANTEE);
    grantee.findText("DisplayName");
    grant.findText(DELIVERED);
    List<Optional<String>> others =
        Stream.of("Canned", "URI", "EmailAddress").map(grantee::findText).toList();
    String whose = grantee.findText(ID).map(String::strip).orElse("");
    String what = grant.getText(PERMISSION).strip();
    String type = grantee.attribute(TYPE).map(String::strip).orElse(USER);
    return type.equals(USER)
        && whose.equals(owner.value())
        && what.equals(ALL)
        && others.stream().allMatch(Optional::isEmpty);
  }

  private static ObjectStoreException notSupported() {
    return new ObjectStoreException(new RequestError.AccessControlListNotSupported());
  }
}
