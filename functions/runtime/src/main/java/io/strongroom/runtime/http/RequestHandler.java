package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.WireResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one request: who sent it, what it asks, the operation, the answer. The same for every
 * operation in every dialect; what differs is the operation and its codec.
 *
 * <p>A request that was begun is brought to its end, also when the client hangs up and JAX-RS
 * cancels it: reads and writes of the connection fail then, and everything is closed by whoever
 * uses it.
 */
@Singleton
public final class RequestHandler {

  private final Dialects dialects;
  private final Replies replies;
  private final Workers workers;
  private final ParseFailures parseFailures;
  private final CrossOriginAnswers crossOrigin;

  RequestHandler(
      Dialects dialects,
      Replies replies,
      Workers workers,
      ParseFailures parseFailures,
      CrossOriginAnswers crossOrigin) {
    this.dialects = dialects;
    this.replies = replies;
    this.workers = workers;
    this.parseFailures = parseFailures;
    this.crossOrigin = crossOrigin;
  }

  /** The dispatcher of a function that serves these operations. */
  public Dispatcher dispatching(Function function, ServedOperation<?, ?>... operations) {
    return Dispatcher.of(this, function, operations);
  }

  /** Completes when the answer is sent, streamed to its end, or the client is gone. */
  <C, R> Uni<Void> handle(RoutingContext context, ServedOperation<C, R> served) {
    return Ownership.toTheEnd(
        Ownership.using(
                parsed(context, () -> Exchange.opened(context), served.operation()),
                parsed ->
                    served
                        .execution()
                        .apply(parsed.command())
                        .map(result -> rendered(served, parsed, result)))
            .onItemOrFailure()
            .transformToUni((reply, failure) -> finish(context, reply, failure)));
  }

  /**
   * Carries out a request of this very process. Fails with {@link InnerRefusal} where a client on
   * the wire would be told of a failure.
   */
  <C, R> Uni<InnerAnswer<R>> answer(
      RoutingContext via, Exchange exchange, ServedOperation<C, R> served) {
    return Ownership.toTheEnd(
            Ownership.using(
                parsed(via, () -> exchange, served.operation()),
                parsed ->
                    served
                        .execution()
                        .apply(parsed.command())
                        .map(
                            result -> new InnerAnswer<>(result, rendered(served, parsed, result)))))
        .onFailure()
        .transform(
            failure ->
                new InnerRefusal(
                    replies.error(exchange.request(), failure), exchange.request().requestId()));
  }

  /** What became of a request whose sender is known. */
  private sealed interface Reading<C> {}

  private record Unreadable<C>(IncomingRequest request, Throwable failure) implements Reading<C> {}

  private record Parsed<C>(IncomingRequest request, C command)
      implements Reading<C>, AutoCloseable {

    /** Ends the life of the keys that came with the request. */
    @Override
    public void close() {
      request.close();
      if (command instanceof BringsKeys keys) {
        keys.close();
      }
    }
  }

  private <C, R> WireResponse rendered(ServedOperation<C, R> served, Parsed<C> parsed, R result) {
    try {
      Dialect dialect = dialects.of(parsed.request().route());
      return dialect.render(served.operation(), parsed.request(), result);
    } catch (RuntimeException failure) {
      if (result instanceof AutoCloseable owned) {
        closeAfter(failure, owned);
      }
      throw failure;
    }
  }

  private static void closeAfter(RuntimeException failure, AutoCloseable owned) {
    try {
      owned.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }

  private <C, R> Uni<Parsed<C>> parsed(
      RoutingContext context, Supplier<Exchange> opening, Operation<C, R> operation) {
    return workers
        .call(() -> read(context, opening.get(), operation))
        .chain(
            reading ->
                switch (reading) {
                  case Parsed<C> parsed -> Uni.createFrom().item(parsed);
                  case Unreadable<C> unreadable -> refused(unreadable);
                });
  }

  /** Both steps on one thread: each change of thread costs more than the checks themselves. */
  private <C, R> Reading<C> read(
      RoutingContext context, Exchange exchange, Operation<C, R> operation) {
    Dialect dialect = dialects.of(exchange.route());
    IncomingRequest request = dialect.authenticate(exchange.request(), exchange.route());
    Exchange.sentBy(context, request.caller());
    try {
      return new Parsed<>(request, dialect.parse(operation, request));
    } catch (RuntimeException | Error failure) {
      return new Unreadable<>(request, failure);
    }
  }

  private <C> Uni<Parsed<C>> refused(Unreadable<C> unreadable) {
    return Ownership.handOver(
        unreadable.request(),
        () ->
            parseFailures
                .requireAccess(unreadable.request())
                .chain(() -> Uni.createFrom().failure(unreadable.failure())));
  }

  private Uni<Void> finish(
      RoutingContext context, @Nullable WireResponse reply, @Nullable Throwable failure) {
    Exchange exchange = Exchange.of(context);
    WireResponse answer =
        reply != null
            ? reply
            : replies.error(
                exchange.request(),
                failure == null ? new IllegalStateException("an operation gave nothing") : failure);
    return crossOrigin.allowed(exchange, answer).chain(allowed -> send(context, allowed));
  }

  /** Completes when the answer is sent, streamed to its end, or the client is gone. */
  Uni<Void> send(RoutingContext context, WireResponse answer) {
    return answer
        .content()
        .map(content -> replies.stream(context, answer, content))
        .orElseGet(() -> replies.send(context, answer));
  }
}
