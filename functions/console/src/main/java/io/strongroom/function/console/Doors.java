package io.strongroom.function.console;

import io.strongroom.domain.caller.Caller;
import io.strongroom.function.console.page.Frame;
import io.strongroom.function.console.page.RefusedPage;
import io.strongroom.function.console.page.SignInPage;
import io.strongroom.function.console.session.ConsoleSessions;
import io.strongroom.function.console.session.Session;
import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.runtime.http.InnerRequests;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who comes in, and by which page. Thread-safe. */
@Singleton
final class Doors {

  static final String SIGN_IN = "/sign-in";
  static final String SIGN_OUT = "/sign-out";
  static final String FORM_TOKEN = "form-token";
  static final String TOKEN_HEADER = "x-form-token";

  private final InnerRequests inner;
  private final ConsoleSessions sessions;
  private final SignIn signIn;
  private final Routes routes;
  private final Assets assets;

  Doors(
      InnerRequests inner, ConsoleSessions sessions, SignIn signIn, Routes routes, Assets assets) {
    this.inner = inner;
    this.sessions = sessions;
    this.signIn = signIn;
    this.routes = routes;
    this.assets = assets;
  }

  /** Somebody whose session goes on. */
  record Person(String token, Session session) {}

  /** Reads a form when it is to be read. */
  @FunctionalInterface
  interface Reading {
    Form read() throws IOException;
  }

  boolean isSignIn(String path) {
    return path.equals(SIGN_IN);
  }

  Optional<Reply> asset(String method, String path) {
    return method.equals("GET") ? assets.find(path) : Optional.empty();
  }

  Optional<Person> person(RoutingContext via) {
    return Cookies.token(via)
        .flatMap(token -> sessions.find(token).map(session -> new Person(token, session)));
  }

  /** Shows the form, or looks at what was sent with it. */
  Reply signIn(RoutingContext via, String method, Reading form) throws IOException {
    return switch (method) {
      case "GET" ->
          person(via).isPresent() ? Reply.Elsewhere.to("/") : Reply.Page.of(SignInPage.first());
      case "POST" -> {
        // Whoever was signed in is not any more, whatever comes of this.
        Cookies.token(via).ifPresent(sessions::end);
        yield signIn(via, form);
      }
      default -> throw Refused.noPage();
    };
  }

  private Reply signIn(RoutingContext via, Reading form) throws IOException {
    signIn.requireTurn(via);
    Form sent = form.read();
    SignIn.Claim claim = SignIn.Claim.of(sent);
    Optional<Caller> caller = signIn.prove(via, claim);
    return caller
        .<Reply>map(
            known ->
                new Reply.Elsewhere(
                    "/", List.of(Cookies.begin(sessions.begin(claim.key(), known).token()))))
        .orElseGet(() -> new Reply.Page(403, SignInPage.refused(claim.key().accessKeyId())));
  }

  /** Nobody is signed in. */
  Reply stranger(RoutingContext via, String method) {
    if (!method.equals("GET") || via.request().getHeader(TOKEN_HEADER) != null) {
      throw new Refused(401, "SignedOut", "Your session is over. Sign in, and try again.", "");
    }
    return Reply.Elsewhere.to(SIGN_IN);
  }

  /**
   * @throws Refused when there is no such page
   */
  PageRoute route(String method, String path) {
    if (path.equals(SIGN_OUT)) {
      return PageRoute.deed(
          SIGN_OUT, visit -> new Reply.Elsewhere(SIGN_IN, List.of(Cookies.end())));
    }
    return routes.find(method, path).orElseThrow(Refused::noPage);
  }

  Reply enter(RoutingContext via, Person person, PageRoute route, Form form) {
    if (route.method().equals("POST")) {
      requireToken(via, person.session(), form);
    }
    if (route.path().equals(SIGN_OUT)) {
      sessions.end(person.token());
    }
    Form query = Form.parse(Optional.ofNullable(via.request().query()).orElse(""));
    try {
      return route.page().answer(new Visit(via, inner, person.session(), query, form));
    } catch (Refused refused) {
      if (refused.endsSession()) {
        sessions.end(person.token());
      }
      throw refused;
    }
  }

  private static void requireToken(RoutingContext via, Session session, Form form) {
    String token =
        Optional.ofNullable(via.request().getHeader(TOKEN_HEADER))
            .orElseGet(() -> form.text(FORM_TOKEN));
    if (!session.made(token)) {
      throw new Refused(
          403, "FormOutdated", "This form is of another session. Load the page again.", "");
    }
  }

  /** What a refusal looks like: a page, or something for a script. */
  Reply refusal(RoutingContext via, Refused refused) {
    if (via.request().getHeader(TOKEN_HEADER) != null) {
      return Script.refusal(refused);
    }
    Frame frame =
        person(via)
            .map(person -> Frame.of(person.session(), refused.code()))
            .orElseGet(() -> Frame.ofNobody(refused.code()));
    return new Reply.Page(refused.status(), RefusedPage.of(frame, refused));
  }
}
