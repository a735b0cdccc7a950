package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.PublicAccess;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.function.Function;

/** GetPublicAccessBlock and DeletePublicAccessBlock: they differ in their answers. */
public final class PublicAccessBlockCodec<R> implements OperationCodec<PublicAccess.Command, R> {

  static final String ROOT = "PublicAccessBlockConfiguration";

  private final Function<R, WireResponse> answer;

  private PublicAccessBlockCodec(Function<R, WireResponse> answer) {
    this.answer = answer;
  }

  /**
   * @param namespace of the document
   */
  public static PublicAccessBlockCodec<PublicAccessBlock> get(String namespace) {
    return new PublicAccessBlockCodec<>(
        block ->
            XmlAnswer.of(
                XmlWriter.document(ROOT, namespace)
                    .element("BlockPublicAcls", block.blockPublicAcls())
                    .element("IgnorePublicAcls", block.ignorePublicAcls())
                    .element("BlockPublicPolicy", block.blockPublicPolicy())
                    .element("RestrictPublicBuckets", block.restrictPublicBuckets())));
  }

  /** No answer but that it is done. */
  public static PublicAccessBlockCodec<Dialect.Empty> delete() {
    return new PublicAccessBlockCodec<>(done -> WireResponse.of(204, Headers.none()));
  }

  @Override
  public PublicAccess.Command parse(IncomingRequest request) {
    return new PublicAccess.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, R result) {
    return answer.apply(result);
  }
}
