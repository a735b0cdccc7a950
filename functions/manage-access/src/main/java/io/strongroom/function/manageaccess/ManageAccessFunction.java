package io.strongroom.function.manageaccess;

import static io.strongroom.protocol.http.BucketOperations.DELETE_BUCKET_POLICY;
import static io.strongroom.protocol.http.BucketOperations.DELETE_PUBLIC_ACCESS_BLOCK;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_POLICY;
import static io.strongroom.protocol.http.BucketOperations.GET_BUCKET_POLICY_STATUS;
import static io.strongroom.protocol.http.BucketOperations.GET_PUBLIC_ACCESS_BLOCK;
import static io.strongroom.protocol.http.BucketOperations.PUT_BUCKET_POLICY;
import static io.strongroom.protocol.http.BucketOperations.PUT_PUBLIC_ACCESS_BLOCK;
import static io.strongroom.protocol.http.ServiceOperations.DOMAINS;
import static io.strongroom.protocol.http.ServiceOperations.IDENTITIES;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.BucketPolicyAccess;
import io.strongroom.domain.operation.PublicAccess;
import io.strongroom.domain.port.PrincipalNames;
import io.strongroom.protocol.domains.DomainApi;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.query.QueryApi;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Who there is, and what they may do. */
@Path("/manage-access")
public final class ManageAccessFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  ManageAccessFunction(
      RequestHandler handler,
      Assembly parts,
      QueryApi identities,
      DomainApi domains,
      PrincipalNames names) {
    BucketPolicyAccess policies =
        new BucketPolicyAccess(parts.buckets(), parts.storage().buckets(), names);
    PublicAccess publicAccess = new PublicAccess(parts.buckets(), parts.storage().buckets());
    dispatcher =
        handler.dispatching(
            function(),
            served(IDENTITIES, identities::execute),
            served(DOMAINS, domains::execute),
            served(PUT_BUCKET_POLICY, policies::put),
            served(GET_BUCKET_POLICY, policies::get),
            served(DELETE_BUCKET_POLICY, policies::delete),
            served(GET_BUCKET_POLICY_STATUS, policies::isPublic),
            served(PUT_PUBLIC_ACCESS_BLOCK, publicAccess::put),
            served(GET_PUBLIC_ACCESS_BLOCK, publicAccess::get),
            served(DELETE_PUBLIC_ACCESS_BLOCK, publicAccess::delete));
  }

  @Override
  public Function function() {
    return Function.MANAGE_ACCESS;
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
