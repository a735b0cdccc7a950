package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Where requests go that resolve to no operation. */
@Path(RefusalResource.PATH)
public final class RefusalResource {

  static final String PATH = "/Refusal";

  private final Replies replies;

  RefusalResource(Replies replies) {
    this.replies = replies;
  }

  /** Answers with the reason. */
  @POST
  public Uni<Void> refuse(@Context RoutingContext context) {
    return replies.refuse(context);
  }
}
