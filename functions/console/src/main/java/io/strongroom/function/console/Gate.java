package io.strongroom.function.console;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.port.Workers;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.runtime.http.InnerRequests;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What every request to the console passes: its share of the memory, whether it comes from a page
 * of this console, who sent it, and what the answer's headers forbid the browser. Thread-safe.
 */
@Singleton
final class Gate implements Handler<RoutingContext> {

  private static final Logger LOG = Logger.getLogger("io.strongroom.console");

  /** The longest forms have a policy of 20 KiB in them, escaped, or the tags of 2,500 parts. */
  static final int MOST_FORM_BYTES = 96 * 1024;

  private static final int MOST_SIGN_IN_BYTES = 8 * 1024;

  private final InnerRequests inner;
  private final Workers workers;
  private final Doors doors;
  private final ConsoleAnswers answers;

  Gate(InnerRequests inner, Workers workers, Doors doors, ConsoleAnswers answers) {
    this.inner = inner;
    this.workers = workers;
    this.doors = doors;
    this.answers = answers;
  }

  @Override
  public void handle(RoutingContext via) {
    via.request().pause();
    try {
      inner.admit(via);
    } catch (ObjectStoreException full) {
      via.response().setStatusCode(503).putHeader("retry-after", "1").end();
      return;
    }
    workers
        .call(() -> answers.rendered(via, reply(via)))
        .chain(answer -> Uni.createFrom().completionStage(() -> inner.deliver(via, answer)))
        .subscribe()
        .with(done -> {}, failure -> failed(via, failure));
  }

  private static void failed(RoutingContext via, Throwable failure) {
    if (failure instanceof IOException) {
      LOG.debugf("browser gone: %s", failure.getMessage());
    } else {
      LOG.error("unexpected failure in the console", failure);
    }
    if (via.response().headWritten()) {
      via.request().connection().close();
    } else if (!via.response().closed()) {
      via.response().setStatusCode(500).end();
    }
  }

  private Reply reply(RoutingContext via) throws IOException {
    try {
      return opened(via);
    } catch (Refused refused) {
      return doors.refusal(via, refused);
    } catch (ObjectStoreException full) {
      return doors.refusal(via, new Refused(503, "SlowDown", "The server is busy.", ""));
    }
  }

  private Reply opened(RoutingContext via) throws IOException {
    HttpServerRequest request = via.request();
    String method = request.method().name().equals("HEAD") ? "GET" : request.method().name();
    String path = Optional.ofNullable(request.path()).orElse("");
    if (!method.equals("GET")) {
      Origins.requireOwn(request);
    }
    if (doors.isSignIn(path)) {
      return doors.signIn(via, method, () -> form(via, MOST_SIGN_IN_BYTES));
    }
    Optional<Reply> asset = doors.asset(method, path);
    if (asset.isPresent()) {
      return asset.get();
    }
    // Before anything of the body is taken: without a session there is none.
    Optional<Doors.Person> person = doors.person(via);
    if (person.isEmpty()) {
      return doors.stranger(via, method);
    }
    PageRoute route = doors.route(method, path);
    Form form =
        method.equals("POST") && route.body() == PageRoute.Body.FORM
            ? form(via, MOST_FORM_BYTES)
            : Form.EMPTY;
    return doors.enter(via, person.get(), route, form);
  }

  private Form form(RoutingContext via, int most) throws IOException {
    String type = Optional.ofNullable(via.request().getHeader("content-type")).orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw new Refused(415, "UnsupportedMediaType", "This is no form of the console.", "");
    }
    String length = via.request().getHeader("content-length");
    if (length == null || !length.matches("[0-9]{1,6}") || Integer.parseInt(length) > most) {
      throw new Refused(413, "EntityTooLarge", "The form is too long.", "");
    }
    try (InputStream body = inner.body(via)) {
      return Form.parse(new String(body.readNBytes(most), StandardCharsets.UTF_8));
    }
  }
}
