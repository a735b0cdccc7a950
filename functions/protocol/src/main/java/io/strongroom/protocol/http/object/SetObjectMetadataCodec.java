package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.SetObjectMetadata;
import io.strongroom.domain.operation.SetObjectMetadata.Before;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import java.util.Map;

/**
 * SetObjectMetadata.
 *
 * <p>Source: "Modifying Object Metadata", OBS API reference.
 */
public final class SetObjectMetadataCodec
    implements OperationCodec<SetObjectMetadata.Command, ObjectMetadata> {

  private final Vocabulary words;
  private final MetadataHeaders metadata;

  public SetObjectMetadataCodec(Vocabulary words) {
    this.words = words;
    this.metadata = new MetadataHeaders(words);
  }

  @Override
  public SetObjectMetadata.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    return new SetObjectMetadata.Command(
        request.caller(), Targets.objectVersion(request), before(headers), metadata.parse(headers));
  }

  private Before before(Headers headers) {
    String header = words.header("metadata-directive");
    String given = headers.first(header).orElse("");
    return switch (given) {
      case "REPLACE" -> Before.FORGOTTEN;
      case "REPLACE_NEW" -> Before.KEPT;
      default ->
          throw new ObjectStoreException(
              new RequestError.InvalidArgument("Unknown metadata directive.", header, given));
    };
  }

  @Override
  public WireResponse render(IncomingRequest request, ObjectMetadata said) {
    return WireResponse.of(200, metadata.add(Headers.none(), said, Map.of()));
  }
}
