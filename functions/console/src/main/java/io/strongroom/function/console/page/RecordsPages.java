package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.xml.XmlElement;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of requests, by the operation that {@code ./strongroom audit find} asks. */
@Singleton
public final class RecordsPages {

  private static final String PATH = "/records";
  private static final String BEFORE = "before";
  private static final int MOST = 50;

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(PageRoute.page(PATH, RecordsPages::show));
  }

  private static Reply show(Visit visit) {
    Form query = visit.query();
    RecordsPage.Sought sought =
        new RecordsPage.Sought(
            query.text("principal").strip(),
            query.text("operation").strip(),
            query.text("bucket").strip(),
            query.text("key"),
            query.text("verdict"),
            query.text("until").strip());
    XmlElement found =
        IdentityDesk.ask(visit, "FindRequests", parameters(sought, query.text(BEFORE)));
    List<RecordsPage.Row> rows =
        IdentityDesk.members(found, "Requests").stream()
            .map(member -> row(new JsonObject(member.getText("Record"))))
            .toList();
    String older = found.find("Before").map(XmlElement::text).orElse("");
    return Reply.Page.of(
        new RecordsPage(
            Frame.of(visit, "Records"), sought, rows, older.isEmpty() ? "" : link(sought, older)));
  }

  private static String[] parameters(RecordsPage.Sought sought, String before) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Principal", sought.principal());
    parameters.put("Operation", sought.operation());
    parameters.put("Bucket", sought.bucket());
    parameters.put("KeyPrefix", sought.key());
    parameters.put("Verdict", sought.verdict());
    parameters.put("Until", sought.until());
    parameters.put("Before", before);
    parameters.put("MaxItems", String.valueOf(MOST));
    List<String> words = new ArrayList<>();
    parameters.forEach((name, value) -> words.addAll(List.of(name, value)));
    return words.toArray(String[]::new);
  }

  private static String link(RecordsPage.Sought sought, String before) {
    return WireNames.link(
        PATH,
        "principal",
        sought.principal(),
        "operation",
        sought.operation(),
        "bucket",
        sought.bucket(),
        "key",
        sought.key(),
        "verdict",
        sought.verdict(),
        "until",
        sought.until(),
        BEFORE,
        before);
  }

  private static RecordsPage.Row row(JsonObject record) {
    String principal = record.getString("principal", "");
    boolean refused = record.getInteger("status", 0) == 403;
    return new RecordsPage.Row(
        Sizes.time(Instant.parse(record.getString("at"))),
        principal.isEmpty() ? "nobody known" : principal,
        record.getString("address", ""),
        record.getString("operation", ""),
        target(record),
        record.getInteger("status", 0) + ", " + verdict(record.getString("verdict", "")),
        refused ? WireNames.link("/why", "request", record.getString("id", "")) : "");
  }

  private static String target(JsonObject record) {
    return String.join(
        "/",
        Arrays.asList(record.getString("bucket", ""), record.getString("key", "")).stream()
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static String verdict(String verdict) {
    return switch (verdict) {
      case "noted" -> "let through though refused";
      case "none" -> "nothing to decide";
      default -> verdict;
    };
  }
}
