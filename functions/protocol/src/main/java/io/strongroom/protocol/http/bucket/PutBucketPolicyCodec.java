package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.BucketPolicyAccess;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlLimits;

/** PutBucketPolicy: the text is kept as it comes. */
public final class PutBucketPolicyCodec
    implements OperationCodec<BucketPolicyAccess.Put, Dialect.Empty> {

  /** Confirms that whoever puts the policy may be kept from changing it again. */
  private static final String CONFIRM = "confirm-remove-self-bucket-access";

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind("Policy", XmlLimits.SMALL, Digest.OPTIONAL);

  private final Vocabulary words;
  private final Form form;

  /**
   * @param form in whose language the dialect's policies are
   */
  public PutBucketPolicyCodec(Vocabulary words, Form form) {
    this.words = words;
    this.form = form;
  }

  @Override
  public BucketPolicyAccess.Put parse(IncomingRequest request) {
    RequestDocument document = RequestDocument.read(request, words, KIND);
    return new BucketPolicyAccess.Put(
        request.caller(),
        Targets.bucket(request),
        form,
        document.text(),
        request.wire().headers().first(words.header(CONFIRM)).map("true"::equals).orElse(false));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(204, Headers.none());
  }
}
