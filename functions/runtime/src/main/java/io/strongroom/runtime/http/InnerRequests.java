package io.strongroom.runtime.http;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.runtime.audit.RequestTrail.Ended;
import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Requests that this process makes for a user at the other end of one of its connections. All that
 * happens to one from the wire happens to them: admission, signature, authorization, the rules of
 * secure connections, the operation, its record. There is no connection in between, and that is
 * all. Thread-safe.
 */
@Singleton
public final class InnerRequests {

  private final InnerEntry entry;
  private final InnerKeys keys;
  private final HostedFunctions hosted;
  private final RequestHandler handler;
  private final InnerPassage passage;

  InnerRequests(
      InnerEntry entry,
      InnerKeys keys,
      HostedFunctions hosted,
      RequestHandler handler,
      InnerPassage passage) {
    this.entry = entry;
    this.keys = keys;
    this.hosted = hosted;
    this.handler = handler;
    this.passage = passage;
  }

  /**
   * Gives the user's own request its share of the memory. Once, on its event loop.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException Overloaded when there is no room
   */
  public void admit(RoutingContext via) {
    VertxContextSafetyToggle.setContextSafe(contextOf(via), true);
    passage.admission().admit(via);
  }

  /** The body of the user's request, all of which is going to be kept. Blocking. */
  public InputStream body(RoutingContext via) {
    return Bodies.collected(via);
  }

  /** As {@link InnerKeys#proved}. Blocking. */
  public Optional<Caller> proved(RoutingContext via, InnerKeys.Key key, SecretBytes secret) {
    return keys.proved(key, secret, entry.sample(via));
  }

  /**
   * Has something carried out. One at a time for each of the user's requests. Fails with {@link
   * InnerRefusal} only.
   *
   * @param via the user's request, admitted
   */
  public <C, R> CompletionStage<InnerAnswer<R>> ask(
      RoutingContext via, InnerKeys.Key who, Operation<C, R> operation, InnerRequest request) {
    return onContext(
        via,
        () ->
            entry
                .enter(via, who, operation, request)
                .chain(exchange -> carriedOut(via, exchange, operation)));
  }

  /** Completes when the answer is sent, streamed to its end, or the user is gone. */
  public CompletionStage<Void> deliver(RoutingContext via, WireResponse answer) {
    return onContext(via, () -> handler.send(via, answer));
  }

  private <C, R> Uni<InnerAnswer<R>> carriedOut(
      RoutingContext via, Exchange exchange, Operation<C, R> operation) {
    try {
      passage.admission().exchange(via, operation);
    } catch (ObjectStoreException full) {
      return Uni.createFrom().failure(entry.refused(exchange.request(), full));
    }
    Exchange.attach(via, exchange);
    Outcome outcome = new Outcome();
    Runnable ended =
        passage
            .following()
            .follow(exchange.request(), exchange.route(), () -> ended(via, outcome.told));
    return handler
        .answer(via, exchange, hosted.served(operation))
        .onItem()
        .invoke(answer -> outcome.told = Optional.of(answer.wire()))
        .onFailure(InnerRefusal.class)
        .invoke(refusal -> outcome.told = Optional.of(refusal.wire()))
        .onTermination()
        .invoke(
            () -> {
              if (outcome.told.flatMap(WireResponse::content).isPresent()) {
                via.addEndHandler(sent -> ended.run());
              } else {
                ended.run();
              }
            });
  }

  /** What the user was told in the end. Written and read on one event loop. */
  private static final class Outcome {
    private Optional<WireResponse> told = Optional.empty();
  }

  private static Ended ended(RoutingContext via, Optional<WireResponse> told) {
    boolean streamed = told.flatMap(WireResponse::content).isPresent();
    return new Ended(
        told.map(WireResponse::status).orElse(500),
        via.request().bytesRead(),
        streamed
            ? via.response().bytesWritten()
            : told.map(answer -> (long) answer.body().length).orElse(0L),
        RequestFollowing.encryption(name -> told.flatMap(answer -> answer.headers().first(name))),
        Exchange.caller(via));
  }

  /** Where records are read and answers written: results of workers come back there. */
  private static <T> CompletionStage<T> onContext(RoutingContext via, Supplier<Uni<T>> work) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    contextOf(via)
        .runOnContext(
            now ->
                Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(outcome::complete, outcome::completeExceptionally));
    return outcome;
  }

  private static Context contextOf(RoutingContext via) {
    return ((HttpServerRequestInternal) via.request()).context();
  }
}
