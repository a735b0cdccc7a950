package io.strongroom.protocol.dialect;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.BodyRules;
import io.strongroom.protocol.http.error.ErrorAnswer;
import java.util.function.Function;

/** Everything in which one object dialect differs from the other. Thread-safe. */
public interface Particulars {

  /** Its words, header prefixes and limits. */
  Vocabulary words();

  /** Value of the Server header. */
  String server();

  /** How it shows and makes buckets. */
  BucketStyle buckets();

  /** What it verifies of a body, and what it computes. */
  BodyRules bodies();

  /**
   * Whether a cut listing says where it goes on even without a delimiter; else the client takes its
   * last key.
   */
  boolean alwaysTellsNextMarker();

  /** Whether a listing of versions goes on as if a marker that is none were not given. */
  boolean ignoresUnknownMarkers();

  /** What it calls an error, inside a document that holds several. */
  ErrorAnswer error(RequestError error);

  /** In whose language its bucket policies are. */
  Form policyForm();

  /**
   * Adds the operations that this dialect alone has.
   *
   * @param bodies gives the checked body of a request without touching it yet
   */
  void addOwn(Codecs.Builder codecs, Function<IncomingRequest, RequestBody> bodies);

  /**
   * Proves who sent the request.
   *
   * @throws io.strongroom.signing.SignatureException when it is not proved
   */
  IncomingRequest authenticate(WireRequest request, Route route);

  /** The answer to a failure, still without the headers that every answer has. */
  WireResponse renderError(WireRequest request, Throwable failure, String hostId);
}
