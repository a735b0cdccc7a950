package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.access.OwnerOnly;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.runtime.admission.Budget;
import io.strongroom.runtime.admission.Patience;
import io.strongroom.runtime.connection.Cut;
import io.strongroom.runtime.wiring.VirtualThreadWorkers;
import io.strongroom.signing.PayloadIntegrity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The request handler behind a real HTTP server, without signatures and routing. Requests are
 * cancelled as JAX-RS does it: on the event loop, when the connection closes.
 */
final class HandlerServer implements AutoCloseable {

  private static final Caller CALLER =
      new Caller(PrincipalName.of("arn"), AccountId.of("111122223333"), "request", true);

  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          1,
          Duration.ofMinutes(2),
          Duration.ofMinutes(2));

  private final Budget budget = new Budget(1 << 30, 100, PATIENCE, System::nanoTime);
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger hops = new AtomicInteger();
  private final VirtualThreadWorkers threads = new VirtualThreadWorkers();
  private final Workers workers = counting(threads);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final RequestHandler handler;
  private final HttpServer server;
  private volatile PayloadIntegrity integrity = new PayloadIntegrity.UnsignedPayload();
  private volatile Served<?, ?> serving;

  private record Served<C, R>(OperationCodec<C, R> codec, Function<C, Uni<R>> execution) {

    /** As the operation that every request is routed to. */
    @SuppressWarnings("unchecked")
    ServedOperation<C, R> operation() {
      return new ServedOperation<>((Operation<C, R>) ObjectOperations.PUT_OBJECT, execution);
    }

    @SuppressWarnings("unchecked")
    WireResponse render(Object request, Object result) {
      return codec.render((IncomingRequest) request, (R) result);
    }
  }

  HandlerServer() {
    Dialects dialects = new Dialects(dialect(), null, null, null, null);
    Assembly parts = new Assembly(noStorage(), noKeys(), new OwnerOnly(), workers, Instant::now);
    handler =
        new RequestHandler(
            dialects,
            new Replies(dialects, workers),
            workers,
            new ParseFailures(parts),
            new CrossOriginAnswers(parts));
    Router router = Router.router(vertx);
    router.route().handler(this::handle);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  <C, R> void serve(OperationCodec<C, R> codec, Function<C, Uni<R>> execution) {
    serving = new Served<>(codec, execution);
  }

  /** What signatures say about bodies. */
  void integrity(PayloadIntegrity of) {
    integrity = of;
  }

  Client connect() {
    return new Client(server.actualPort());
  }

  Workers workers() {
    return workers;
  }

  /** How often work went to a worker's thread, and its result back. */
  int hops() {
    return hops.get();
  }

  /** How many requests have come. */
  int begun() {
    return begun.get();
  }

  /** How many were cancelled. */
  int cancelled() {
    return cancelled.get();
  }

  /** One that answers with 200 and these headers. */
  <C, R> OperationCodec<C, R> codec(Function<WireRequest, C> parse, Headers headers) {
    return codec(parse, result -> WireResponse.of(200, headers));
  }

  <C, R> OperationCodec<C, R> codec(
      Function<WireRequest, C> parse, Function<R, WireResponse> render) {
    return new OperationCodec<>() {
      @Override
      public C parse(IncomingRequest request) {
        return parse.apply(request.wire());
      }

      @Override
      public WireResponse render(IncomingRequest request, R result) {
        return render.apply(result);
      }
    };
  }

  private Workers counting(Workers counted) {
    return new Workers() {
      @Override
      public <T> Uni<T> call(Callable<T> work) {
        hops.incrementAndGet();
        return counted.call(work);
      }

      @Override
      public <T> Uni<T> await(Supplier<CompletionStage<T>> work) {
        hops.incrementAndGet();
        return counted.await(work);
      }
    };
  }

  private void handle(RoutingContext context) {
    context.request().pause();
    Admission.attach(
        context,
        budget
            .enter(0, Budget.Body.NONE, () -> Cut.off(context.request().connection()))
            .orElseThrow());
    WireRequest wire =
        new WireRequest(
            context.request().method().name(),
            context.request().path(),
            "",
            Headers.none(),
            true,
            "request",
            () -> Bodies.open(context));
    Route route =
        new Route(
            ObjectOperations.PUT_OBJECT,
            Route.DialectName.S3,
            Optional.of("bucket"),
            Optional.of("k"),
            false,
            new QueryParameters(List.of()));
    Exchange.attach(context, new Exchange(wire, route));
    Cancellable request =
        handler.handle(context, serving.operation()).subscribe().with(done -> {}, failure -> {});
    context
        .response()
        .closeHandler(
            closed -> {
              request.cancel();
              cancelled.incrementAndGet();
            });
    begun.incrementAndGet();
  }

  private Dialect dialect() {
    return proxy(
        Dialect.class,
        (name, arguments) ->
            switch (name) {
              case "authenticate" ->
                  new IncomingRequest(
                      (WireRequest) arguments[0], (Route) arguments[1], CALLER, integrity);
              case "parse" -> serving.codec().parse((IncomingRequest) arguments[1]);
              case "render" -> serving.render(arguments[1], arguments[2]);
              case "renderError" -> WireResponse.of(500, Headers.none());
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private static StoragePorts noStorage() {
    return proxy(StoragePorts.class, HandlerServer::unsupported);
  }

  private static KeyPorts noKeys() {
    return proxy(KeyPorts.class, HandlerServer::unsupported);
  }

  private static Object unsupported(String name, Object[] arguments) {
    throw new UnsupportedOperationException(name);
  }

  private static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(method.getName(), arguments)));
  }

  @Override
  public void close() {
    threads.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
