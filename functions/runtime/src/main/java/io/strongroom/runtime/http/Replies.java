package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;

/**
 * Puts answers on the wire, header for header as the dialect rendered them: JAX-RS would rewrite
 * content types, and what a client stored has to come back as it was.
 */
@Singleton
public final class Replies {

  private static final String REFUSAL = Replies.class.getName() + ".refusal";

  private final Dialects dialects;
  private final Workers workers;

  Replies(Dialects dialects, Workers workers) {
    this.dialects = dialects;
    this.workers = workers;
  }

  /** A whole answer. Completes when it is sent, or when the client is gone. */
  Uni<Void> send(RoutingContext context, WireResponse reply) {
    return send(context, reply, Buffer.buffer(reply.body()));
  }

  private static Uni<Void> send(RoutingContext context, WireResponse reply, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      return Uni.createFrom().voidItem();
    }
    UnreadBodies.release(context);
    writeHead(response, reply);
    Admission.answers(context, Footprint.REQUEST + body.length());
    return completed(response.end(body).onComplete(sent -> Admission.answered(context)));
  }

  /** The answer to a failure, in the dialect of the request. */
  Uni<Void> sendError(RoutingContext context, WireRequest request, Throwable failure) {
    return send(context, error(request, failure));
  }

  /** That answer, told to operators where they have to know. */
  WireResponse error(WireRequest request, Throwable failure) {
    FailureLog.record(request, failure);
    return dialects.renderError(request, failure);
  }

  /**
   * A head, then the content, which is closed in the end. When the content fails half-way the
   * connection is cut: never a body that looks complete and is not.
   */
  Uni<Void> stream(RoutingContext context, WireResponse head, ObjectContent content) {
    return Ownership.using(
            Uni.createFrom().item(content),
            open -> open.isOpened() ? whole(context, head, open) : pump(context, head, open))
        .onFailure()
        .invoke(
            failure -> {
              FailureLog.aborted(Exchange.of(context).request(), failure);
              context.request().connection().close();
            })
        .onFailure()
        .recoverWithNull();
  }

  /** Head and content in one write, from this thread: what is opened needs no other. */
  private Uni<Void> whole(RoutingContext context, WireResponse head, ObjectContent content) {
    byte[] plaintext = opened(content);
    try {
      return send(context, head, Buffer.buffer(plaintext));
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  private static byte[] opened(ObjectContent content) {
    byte[] plaintext = new byte[(int) content.remaining()];
    try {
      int filled = 0;
      for (int n = 0; filled < plaintext.length && n >= 0; filled += n) {
        n = content.read(plaintext, filled, plaintext.length - filled);
      }
      if (filled != plaintext.length) {
        throw new IllegalStateException("opened content ends before its length");
      }
      return plaintext;
    } catch (IOException impossible) {
      throw new IllegalStateException("what is opened already is read from memory", impossible);
    }
  }

  private Uni<Void> pump(RoutingContext context, WireResponse head, ObjectContent content) {
    HttpServerResponse response = context.response();
    writeHead(response, head);
    return workers.call(
        () -> {
          // Closed where it is read: whoever closed it elsewhere could do so during a read.
          try (content) {
            new ContentPump(content, response, Admission.of(context)).run();
          }
          return null;
        });
  }

  /** Keeps a refusal for the resource that will send it. */
  void refuseLater(RoutingContext context, WireRequest request, Throwable refused) {
    context.put(REFUSAL, new Refusal(request, refused));
  }

  Uni<Void> refuse(RoutingContext context) {
    Refusal refusal = context.get(REFUSAL);
    if (refusal == null) {
      throw new IllegalStateException("nothing was refused");
    }
    return sendError(context, refusal.request(), refusal.reason());
  }

  private record Refusal(WireRequest request, Throwable reason) {}

  private static void writeHead(HttpServerResponse response, WireResponse reply) {
    response.setStatusCode(reply.status());
    reply.headers().forEach((name, value) -> response.headers().add(name, value));
  }

  private static Uni<Void> completed(Future<Void> sent) {
    return Uni.createFrom().completionStage(sent.toCompletionStage()).onFailure().recoverWithNull();
  }
}
