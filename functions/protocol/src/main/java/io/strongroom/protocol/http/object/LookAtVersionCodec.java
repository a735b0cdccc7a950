package io.strongroom.protocol.http.object;

import io.strongroom.domain.access.VersionLook;
import io.strongroom.domain.operation.LookAtVersion;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A question about one version.
 *
 * @param place where the version has to be
 * @param reading reads what else the request says. Blocking where that is in its body
 * @param answer may refuse: what was never set is not there
 */
record LookAtVersionCodec(
    VersionLook.Place place,
    Consumer<IncomingRequest> reading,
    Function<FoundObject, WireResponse> answer)
    implements OperationCodec<LookAtVersion.Command, FoundObject> {

  @Override
  public LookAtVersion.Command parse(IncomingRequest request) {
    reading.accept(request);
    return new LookAtVersion.Command(request.caller(), Targets.objectVersion(request), place);
  }

  @Override
  public WireResponse render(IncomingRequest request, FoundObject found) {
    return answer.apply(found);
  }
}
