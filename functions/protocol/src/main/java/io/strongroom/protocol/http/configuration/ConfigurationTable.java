package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.protocol.http.BucketConfiguration;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;
import java.util.function.Function;

/** Adds the configurations that a dialect has to its table of codecs. Not thread-safe. */
public final class ConfigurationTable {

  private final Vocabulary words;
  private final Codecs.Builder codecs;

  public ConfigurationTable(Vocabulary words, Codecs.Builder codecs) {
    this.words = words;
    this.codecs = codecs;
  }

  /** The answer to a question for what is set. */
  @FunctionalInterface
  public interface Reading {
    WireResponse answer(IncomingRequest request, Bucket bucket);
  }

  /**
   * What a request wants to have set; empty for what every bucket is anyway. Blocking where it
   * reads the body.
   */
  @FunctionalInterface
  public interface Wish {
    Optional<BucketSetting> of(IncomingRequest request);
  }

  /** A change, and the answer to it. */
  public record Change(Wish wish, Function<IncomingRequest, WireResponse> answer) {}

  /** One that is never taken away. */
  public ConfigurationTable add(BucketConfiguration what, Reading reading, Change write) {
    codecs.add(what.read(), new ReadConfigurationCodec(reading));
    codecs.add(what.write(), new ChangeConfigurationCodec(write));
    return this;
  }

  public ConfigurationTable add(
      BucketConfiguration what, Reading reading, Change write, Change removal) {
    what.removal()
        .ifPresent(operation -> codecs.add(operation, new ChangeConfigurationCodec(removal)));
    return add(what, reading, write);
  }

  /** 200 with a document that says nothing. */
  public Reading empty(String root) {
    return (request, bucket) -> XmlAnswer.of(document(root));
  }

  /** 200 with a document of one element. */
  public Reading saying(String root, String element, String text) {
    return (request, bucket) -> XmlAnswer.of(document(root).element(element, text));
  }

  /** Nothing of this was ever set. */
  public static Reading absent(BucketAspect aspect) {
    return (request, bucket) -> {
      throw new ObjectStoreException(new RequestError.NotConfigured(bucket.name(), aspect));
    };
  }

  /** Of several that have ids: none with this one, and an empty list without. */
  public Reading noneOf(BucketAspect aspect, String list) {
    Reading absent = absent(aspect);
    Reading all = saying(list, "IsTruncated", "false");
    return (request, bucket) -> (hasId(request) ? absent : all).answer(request, bucket);
  }

  private static boolean hasId(IncomingRequest request) {
    return request.route().query().first(BucketConfiguration.ID).isPresent();
  }

  /** A change that is refused by name, once it is known that the caller might ask for it. */
  public static Change refused(String feature) {
    return answering(
        200,
        request -> {
          throw new ObjectStoreException(new RequestError.NotImplemented(feature));
        });
  }

  /** Nothing is there that could be taken away. */
  public static Change nothing() {
    return answering(204, request -> Optional.empty());
  }

  /** The one to be taken away is not there. */
  public static Change nothingNamed(BucketAspect aspect) {
    return answering(
        204,
        request -> {
          throw new ObjectStoreException(
              new RequestError.NotConfigured(Targets.bucket(request), aspect));
        });
  }

  /** Takes away what was set, or is content when nothing was. */
  public static Change removing(BucketSetting removed) {
    return answering(204, request -> Optional.of(removed));
  }

  public static Change answering(int status, Wish wish) {
    return new Change(wish, request -> WireResponse.of(status, Headers.none()));
  }

  /** What the document in the body wants. */
  public Wish wish(String root, Function<XmlElement, Optional<BucketSetting>> reader) {
    return wish(root, XmlLimits.SMALL, reader);
  }

  public Wish wish(
      String root, XmlLimits limits, Function<XmlElement, Optional<BucketSetting>> reader) {
    return document(new RequestDocument.Kind(root, limits, Digest.REQUIRED), reader);
  }

  /** S3: of what clients send without a digest. */
  public Wish undigested(
      String root, XmlLimits limits, Function<XmlElement, Optional<BucketSetting>> reader) {
    return document(new RequestDocument.Kind(root, limits, Digest.OPTIONAL), reader);
  }

  private Wish document(
      RequestDocument.Kind kind, Function<XmlElement, Optional<BucketSetting>> reader) {
    return request -> {
      RequestDocument document = RequestDocument.read(request, words, kind);
      if (document.isEmpty()) {
        throw new ObjectStoreException(new RequestError.MissingBody());
      }
      return document.parse(reader);
    };
  }

  private XmlWriter document(String root) {
    return XmlWriter.document(root, words.xmlNamespace());
  }
}
