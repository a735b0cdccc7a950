package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import jakarta.inject.Singleton;
import java.util.List;

/** Reasons of refusals, by the operation that {@code ./strongroom why} asks. */
@Singleton
public final class WhyPages {

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(PageRoute.page("/why", WhyPages::show));
  }

  private static Reply show(Visit visit) {
    String request = visit.query().text("request").strip();
    if (request.isEmpty()) {
      return page(visit, 200, "", "", "");
    }
    try {
      String reason =
          IdentityDesk.ask(visit, "ExplainDenial", "RequestId", request).getText("Reason");
      return page(visit, 200, request, reason, "");
    } catch (Refused refused) {
      if (refused.endsSession() || refused.status() >= 500) {
        throw refused;
      }
      return page(visit, refused.status(), request, "", refused.message());
    }
  }

  private static Reply page(
      Visit visit, int status, String request, String reason, String problem) {
    return new Reply.Page(
        status, new WhyPage(Frame.of(visit, "Why was this denied?"), request, reason, problem));
  }
}
