package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one request: who sent it, what it asks, the operation, the answer. The same for every
 * operation; what differs is the codec and the operation.
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

  RequestHandler(Dialects dialects, Replies replies, Workers workers, ParseFailures parseFailures) {
    this.dialects = dialects;
    this.replies = replies;
    this.workers = workers;
    this.parseFailures = parseFailures;
  }

  /** An operation with a result. */
  public <C, R> Uni<Void> handle(
      RoutingContext context,
      Function<Dialect, OperationCodec<C, R>> codec,
      Function<C, Uni<R>> operation) {
    Exchange exchange = Exchange.of(context);
    Dialect dialect = dialects.of(exchange.route());
    return Ownership.toTheEnd(
        Ownership.using(
                parsed(exchange, dialect, codec.apply(dialect)),
                parsed ->
                    operation
                        .apply(parsed.command())
                        .map(result -> codec.apply(dialect).render(parsed.request(), result)))
            .onItemOrFailure()
            .transformToUni((reply, failure) -> finish(context, exchange, reply, failure)));
  }

  /** An operation without a result. */
  public <C> Uni<Void> handleEmpty(
      RoutingContext context,
      Function<Dialect, OperationCodec<C, Dialect.Empty>> codec,
      Function<C, Uni<Void>> operation) {
    return handle(
        context, codec, command -> operation.apply(command).replaceWith(Dialect.Empty.EMPTY));
  }

  /** GetObject: an operation whose answer is streamed. */
  public Uni<Void> handleContent(
      RoutingContext context,
      Function<Dialect, OperationCodec<GetObject.Command, ObjectView>> codec,
      Function<GetObject.Command, Uni<GetObject.Result>> operation) {
    Exchange exchange = Exchange.of(context);
    Dialect dialect = dialects.of(exchange.route());
    return Ownership.toTheEnd(
        Ownership.using(
                parsed(exchange, dialect, codec.apply(dialect)),
                parsed ->
                    operation
                        .apply(parsed.command())
                        .map(result -> streamed(codec.apply(dialect), parsed.request(), result)))
            .onItemOrFailure()
            .transformToUni(
                (reply, failure) ->
                    failure == null
                        ? replies.stream(context, reply.head(), reply.content())
                        : replies.sendError(context, exchange.request(), failure)));
  }

  /** A key operation in the JSON protocol. */
  public <C, R> Uni<Void> handleJson(
      RoutingContext context,
      Function<AwsJsonDialect, OperationCodec<C, R>> codec,
      Function<C, Uni<R>> operation) {
    Exchange exchange = Exchange.of(context);
    AwsJsonDialect dialect = dialects.json();
    OperationCodec<C, R> operationCodec = codec.apply(dialect);
    Uni<Parsed<C>> parsing =
        workers.call(
            () -> {
              IncomingRequest request = dialect.authenticate(exchange.request(), exchange.route());
              return new Parsed<>(request, operationCodec.parse(request));
            });
    return Ownership.toTheEnd(
        Ownership.using(
                parsing,
                parsed ->
                    operation
                        .apply(parsed.command())
                        .map(result -> operationCodec.render(parsed.request(), result)))
            .onItemOrFailure()
            .transformToUni((reply, failure) -> finish(context, exchange, reply, failure)));
  }

  private record Parsed<C>(IncomingRequest request, C command) implements AutoCloseable {

    /** Ends the life of the keys that came with the request. */
    @Override
    public void close() {
      request.close();
      if (command instanceof BringsKeys keys) {
        keys.close();
      }
    }
  }

  private record StreamedReply(WireResponse head, ObjectContent content) {}

  private static StreamedReply streamed(
      OperationCodec<GetObject.Command, ObjectView> codec,
      IncomingRequest request,
      GetObject.Result result) {
    try {
      return new StreamedReply(codec.render(request, result.view()), result.content());
    } catch (RuntimeException failure) {
      result.close();
      throw failure;
    }
  }

  private <C, R> Uni<Parsed<C>> parsed(
      Exchange exchange, Dialect dialect, OperationCodec<C, R> codec) {
    return workers
        .call(() -> dialect.authenticate(exchange.request(), exchange.route()))
        .chain(request -> Ownership.handOver(request, () -> parsed(request, codec)));
  }

  private <C, R> Uni<Parsed<C>> parsed(IncomingRequest request, OperationCodec<C, R> codec) {
    return workers
        .call(() -> new Parsed<>(request, codec.parse(request)))
        .onFailure()
        .recoverWithUni(
            failure ->
                parseFailures
                    .requireAccess(request)
                    .chain(() -> Uni.createFrom().failure(failure)));
  }

  private Uni<Void> finish(
      RoutingContext context,
      Exchange exchange,
      @Nullable WireResponse reply,
      @Nullable Throwable failure) {
    if (reply != null) {
      return replies.send(context, reply);
    }
    return replies.sendError(
        context,
        exchange.request(),
        failure == null ? new IllegalStateException("an operation gave nothing") : failure);
  }
}
