package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The document {@code CORSConfiguration}.
 *
 * <p>Source: "PutBucketCors", Amazon S3 API reference, and answers recorded from the service;
 * "Configuring Bucket CORS", OBS API reference.
 */
final class CrossOriginDocument {

  static final String ROOT = "CORSConfiguration";

  /** S3: 64 KB, and a hundred rules. */
  static final XmlLimits LIMITS = new XmlLimits(64 * 1024, 10_000);

  private static final int MAX_RULES = 100;
  private static final int MAX_ID = 255;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

  /** RFC 9110 §5.1; an allowed header may also have a wildcard. */
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final String RULE = "CORSRule";
  private static final String ID = "ID";
  private static final String ALLOWED_HEADER = "AllowedHeader";
  private static final String ALLOWED_METHOD = "AllowedMethod";
  private static final String ALLOWED_ORIGIN = "AllowedOrigin";
  private static final String EXPOSED = "ExposeHeader";
  private static final String MAX_AGE = "MaxAgeSeconds";

  private final Vocabulary words;

  CrossOriginDocument(Vocabulary words) {
    this.words = words;
  }

  /**
   * @throws ObjectStoreException MalformedXml, or InvalidRequest for what no rule may say
   */
  List<CrossOriginRule> parse(XmlElement root) {
    List<XmlElement> rules = root.allowing(RULE).all(RULE);
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      throw malformed(rules.size() + " rules");
    }
    return rules.stream().map(CrossOriginDocument::rule).toList();
  }

  private static CrossOriginRule rule(XmlElement rule) {
    rule.allowing(ID, ALLOWED_HEADER, ALLOWED_METHOD, ALLOWED_ORIGIN, EXPOSED, MAX_AGE);
    List<String> methods = texts(rule, ALLOWED_METHOD);
    List<String> origins = texts(rule, ALLOWED_ORIGIN);
    if (methods.isEmpty() || origins.isEmpty()) {
      throw malformed("a rule without method or origin");
    }
    methods.forEach(CrossOriginDocument::requireMethod);
    origins.forEach(origin -> requireOneWildcard(ALLOWED_ORIGIN, origin));
    List<String> headers = texts(rule, ALLOWED_HEADER);
    headers.forEach(header -> requireOneWildcard(ALLOWED_HEADER, header));
    headers.forEach(header -> requireHeader(ALLOWED_HEADER, header));
    List<String> exposed = texts(rule, EXPOSED);
    exposed.forEach(header -> requireHeader(EXPOSED, header));
    var id = rule.findText(ID);
    if (id.map(String::length).orElse(0) > MAX_ID) {
      throw malformed("an ID of more than " + MAX_ID + " characters");
    }
    return new CrossOriginRule(id, headers, methods, origins, exposed, maxAge(rule));
  }

  private static OptionalInt maxAge(XmlElement rule) {
    try {
      return rule.findText(MAX_AGE)
          .map(text -> OptionalInt.of(Integer.parseInt(text.strip())))
          .orElseGet(OptionalInt::empty);
    } catch (NumberFormatException e) {
      throw malformed(MAX_AGE + " is no number");
    }
  }

  private static List<String> texts(XmlElement rule, String name) {
    return rule.all(name).stream().map(XmlElement::textOnly).toList();
  }

  private static void requireMethod(String method) {
    if (!METHODS.contains(method)) {
      throw invalid(
          "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
    }
  }

  private static void requireOneWildcard(String element, String value) {
    if (value.indexOf('*') != value.lastIndexOf('*')) {
      throw invalid(element + " \"" + value + "\" can not have more than one wildcard.");
    }
  }

  private static void requireHeader(String element, String value) {
    if (!HEADER.matcher(value).matches()) {
      throw invalid(element + " \"" + value + "\" contains invalid character.");
    }
  }

  /**
   * @throws ObjectStoreException NotConfigured
   */
  WireResponse answer(Bucket bucket) {
    List<CrossOriginRule> rules = bucket.settings().crossOrigin();
    if (rules.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.NotConfigured(bucket.name(), BucketAspect.CROSS_ORIGIN_RULES));
    }
    XmlWriter xml = XmlWriter.document(ROOT, words.xmlNamespace());
    rules.forEach(rule -> write(xml, rule));
    return XmlAnswer.of(xml);
  }

  private static void write(XmlWriter xml, CrossOriginRule rule) {
    xml.open(RULE);
    rule.id().ifPresent(id -> xml.element(ID, id));
    rule.allowedHeaders().forEach(each -> xml.element(ALLOWED_HEADER, each));
    rule.methods().forEach(each -> xml.element(ALLOWED_METHOD, each));
    rule.origins().forEach(each -> xml.element(ALLOWED_ORIGIN, each));
    rule.exposedHeaders().forEach(each -> xml.element(EXPOSED, each));
    rule.maxAge().ifPresent(seconds -> xml.element(MAX_AGE, seconds));
    xml.close();
  }

  private static ObjectStoreException invalid(String detail) {
    return new ObjectStoreException(new RequestError.InvalidRequest(detail));
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}
