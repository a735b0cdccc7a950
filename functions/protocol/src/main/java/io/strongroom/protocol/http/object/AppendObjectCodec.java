package io.strongroom.protocol.http.object;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.AppendObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import java.util.function.Function;

/**
 * AppendObject.
 *
 * <p>Source: "Appending an Object", OBS API reference.
 */
public final class AppendObjectCodec
    implements OperationCodec<AppendObject.Command, AppendObject.Result> {

  private static final String POSITION = "position";

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final Function<IncomingRequest, RequestBody> bodies;

  /**
   * @param bodies gives the checked body of a request without touching it yet
   */
  public AppendObjectCodec(Vocabulary words, Function<IncomingRequest, RequestBody> bodies) {
    this.words = words;
    this.encryption = new EncryptionHeaders(words);
    this.bodies = bodies;
  }

  /** OBS: the header that says where the next bytes belong, called so in both dialects. */
  static final String NEXT = "x-obs-next-append-position";

  @Override
  public AppendObject.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    UnofferedHeaders.refuse(headers, words);
    ObjectRef ref = Targets.object(request);
    long position = position(request);
    ObjectMetadata metadata = new MetadataHeaders(words).parse(headers);
    RequestBody body = bodies.apply(request);
    // Last, so that no failure leaves a customer key behind.
    return new AppendObject.Command(
        request.caller(),
        ref,
        position,
        position == 0 ? encryption.ofWrite(headers, ref) : later(headers),
        metadata,
        body,
        words.rules());
  }

  /** OBS: how an object is sealed is said with its first bytes; a customer key comes with all. */
  private EncryptionRequest later(Headers headers) {
    return encryption
        .ofPart(headers)
        .<EncryptionRequest>map(EncryptionRequest.CustomerProvided::new)
        .orElseGet(EncryptionRequest.BucketDefault::new);
  }

  private static long position(IncomingRequest request) {
    String given = request.route().query().first(POSITION).orElse("");
    try {
      if (given.matches("[0-9]{1,19}")) {
        return Long.parseLong(given);
      }
    } catch (NumberFormatException tooLarge) {
      // Answered below.
    }
    throw new ObjectStoreException(
        new RequestError.InvalidArgument(
            "The position must be a number, 0 or the object's length.", POSITION, given));
  }

  @Override
  public WireResponse render(IncomingRequest request, AppendObject.Result result) {
    Headers headers =
        new VersionHeaders(words)
            .ofUpload(Headers.none().and("etag", result.etag().quoted()), result.published())
            .and(NEXT, Long.toString(result.next()));
    return WireResponse.of(
        200,
        new EncryptionEchoHeaders(words)
            .addSettled(headers, result.encryption(), request.wire().headers()));
  }
}
