package io.strongroom.function.console.visit;

import io.strongroom.function.console.session.Session;
import io.strongroom.protocol.http.Operation;
import io.strongroom.runtime.http.InnerAnswer;
import io.strongroom.runtime.http.InnerRefusal;
import io.strongroom.runtime.http.InnerRequest;
import io.strongroom.runtime.http.InnerRequests;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A request of somebody who is signed in. For the virtual thread that answers it: what is asked for
 * is waited for.
 *
 * @param query parameters of the URL
 * @param form what was sent; empty for a page that is looked at
 */
public record Visit(
    RoutingContext via, InnerRequests inner, Session session, Form query, Form form) {

  /**
   * Has something carried out as the user.
   *
   * @throws Refused when it was not
   */
  public <C, R> R ask(Operation<C, R> operation, InnerRequest request) {
    return answer(operation, request).result();
  }

  /**
   * As above; empty when the user may not, or when there is no such thing.
   *
   * @throws Refused when something else stands in the way
   */
  public <C, R> Optional<R> askIfAllowed(Operation<C, R> operation, InnerRequest request) {
    try {
      return Optional.of(ask(operation, request));
    } catch (Refused refused) {
      if (refused.status() == 404 || (refused.isDenial() && !refused.endsSession())) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /**
   * As {@link #ask}, with what would have gone over the wire; its content is for whoever has it to
   * close.
   *
   * @throws Refused when it was not carried out
   */
  public <C, R> InnerAnswer<R> answer(Operation<C, R> operation, InnerRequest request) {
    return waited(inner.ask(via, session.key(), operation, request).toCompletableFuture());
  }

  /** A header of the browser's request. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(via.request().getHeader(name));
  }

  private static <T> T waited(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case InnerRefusal refusal -> throw RefusalWords.of(refusal);
        case RuntimeException bug -> throw bug;
        case null, default -> throw failed;
      }
    }
  }
}
