package io.strongroom.function.copyobject;

import static io.strongroom.protocol.http.ObjectOperations.APPEND_OBJECT;
import static io.strongroom.protocol.http.ObjectOperations.COPY_OBJECT;
import static io.strongroom.protocol.http.ObjectOperations.SET_OBJECT_METADATA;
import static io.strongroom.protocol.http.ObjectOperations.UPDATE_OBJECT_ENCRYPTION;
import static io.strongroom.protocol.http.ObjectOperations.UPLOAD_PART_COPY;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.AppendObject;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.SetObjectMetadata;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** What makes an object, or a part, of one that is there. */
@Path("/copy-object")
public final class CopyObjectFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  CopyObjectFunction(RequestHandler handler, Assembly parts) {
    dispatcher =
        handler.dispatching(
            function(),
            served(
                COPY_OBJECT,
                new CopyObject(
                        parts.buckets(),
                        parts.sealingKeys(),
                        parts.copySource(),
                        parts.writer(),
                        parts.rewrapper())
                    ::execute),
            served(
                UPLOAD_PART_COPY,
                new UploadPartCopy(parts.uploads(), parts.copySource(), parts.partSealer())
                    ::execute),
            served(
                APPEND_OBJECT,
                new AppendObject(
                        parts.buckets(),
                        parts.storage().objects(),
                        parts.sealingKeys(),
                        parts.appending())
                    ::execute),
            served(
                SET_OBJECT_METADATA,
                new SetObjectMetadata(parts.storedObjects(), parts.storage().objects())::execute),
            served(
                UPDATE_OBJECT_ENCRYPTION,
                new UpdateObjectEncryption(
                        parts.storedObjects(),
                        parts.rewrapper(),
                        parts.storage().objects(),
                        parts.clock())
                    ::execute));
  }

  @Override
  public Function function() {
    return Function.COPY_OBJECT;
  }

  @Override
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  @POST
  public Uni<Void> serve(@Context RoutingContext context) {
    return dispatcher.dispatch(context);
  }
}
