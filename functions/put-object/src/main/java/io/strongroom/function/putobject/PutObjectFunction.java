package io.strongroom.function.putobject;

import static io.strongroom.protocol.http.ObjectOperations.ABORT_MULTIPART_UPLOAD;
import static io.strongroom.protocol.http.ObjectOperations.COMPLETE_MULTIPART_UPLOAD;
import static io.strongroom.protocol.http.ObjectOperations.CREATE_MULTIPART_UPLOAD;
import static io.strongroom.protocol.http.ObjectOperations.LIST_PARTS;
import static io.strongroom.protocol.http.ObjectOperations.POST_OBJECT;
import static io.strongroom.protocol.http.ObjectOperations.PUT_OBJECT;
import static io.strongroom.protocol.http.ObjectOperations.UPLOAD_PART;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.port.Uploads;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** PutObject, and uploads of many parts. */
@Path("/put-object")
public final class PutObjectFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  PutObjectFunction(RequestHandler handler, Assembly parts) {
    Uploads uploads = parts.storage().uploads();
    PutObject put = new PutObject(parts.storedObjects(), parts.sealingKeys(), parts.writer());
    dispatcher =
        handler.dispatching(
            function(),
            served(PUT_OBJECT, put::execute),
            served(POST_OBJECT, put::execute),
            served(
                CREATE_MULTIPART_UPLOAD,
                new CreateMultipartUpload(
                        parts.buckets(),
                        parts.sealingKeys(),
                        parts.uploadEnvelopes(),
                        uploads,
                        parts.clock())
                    ::execute),
            served(UPLOAD_PART, new UploadPart(parts.uploads(), parts.partSealer())::execute),
            served(
                COMPLETE_MULTIPART_UPLOAD,
                new CompleteMultipartUpload(
                        parts.uploads(), parts.uploadEnvelopes(), uploads, parts.clock())
                    ::execute),
            served(
                ABORT_MULTIPART_UPLOAD,
                new AbortMultipartUpload(parts.uploads(), uploads)::execute),
            served(
                LIST_PARTS,
                new ListParts(parts.uploads(), parts.uploadEnvelopes(), uploads)::execute));
  }

  @Override
  public Function function() {
    return Function.PUT_OBJECT;
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
