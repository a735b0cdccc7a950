package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.BucketPolicyAccess;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.function.Function;

/** GetBucketPolicy, DeleteBucketPolicy and GetBucketPolicyStatus: they differ in their answers. */
public final class BucketPolicyCodec<R> implements OperationCodec<BucketPolicyAccess.Command, R> {

  private final Function<R, WireResponse> answer;

  private BucketPolicyCodec(Function<R, WireResponse> answer) {
    this.answer = answer;
  }

  /** The text as it was given. */
  public static BucketPolicyCodec<BucketPolicyText> get() {
    return new BucketPolicyCodec<>(
        policy ->
            WireResponse.of(
                200, Headers.none().and("content-type", "application/json"), policy.text()));
  }

  /** No answer but that it is done. */
  public static BucketPolicyCodec<Dialect.Empty> delete() {
    return new BucketPolicyCodec<>(done -> WireResponse.of(204, Headers.none()));
  }

  /**
   * @param namespace of the document
   */
  public static BucketPolicyCodec<Boolean> status(String namespace) {
    return new BucketPolicyCodec<>(
        isPublic ->
            XmlAnswer.of(
                XmlWriter.document("PolicyStatus", namespace).element("IsPublic", isPublic)));
  }

  @Override
  public BucketPolicyAccess.Command parse(IncomingRequest request) {
    return new BucketPolicyAccess.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, R result) {
    return answer.apply(result);
  }
}
