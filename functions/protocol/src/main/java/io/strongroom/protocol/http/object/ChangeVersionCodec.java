package io.strongroom.protocol.http.object;

import io.strongroom.domain.access.VersionLook;
import io.strongroom.domain.operation.ChangeVersion;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;
import java.util.function.Function;

/**
 * A change of something of one version.
 *
 * @param place where the version has to be
 * @param change what the request wants. Blocking where that is in its body
 */
record ChangeVersionCodec(
    VersionLook.Place place,
    Function<IncomingRequest, VersionChange> change,
    Function<FoundObject, WireResponse> answer)
    implements OperationCodec<ChangeVersion.Command, FoundObject> {

  @Override
  public ChangeVersion.Command parse(IncomingRequest request) {
    return new ChangeVersion.Command(
        request.caller(), Targets.objectVersion(request), place, change.apply(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, FoundObject found) {
    return answer.apply(found);
  }
}
