package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.KeyDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.KeyWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of the KMS in this process. */
@Singleton
public final class KeyPages {

  static final String LIST = "/keys";
  static final String ONE = "/key";

  private static final int MOST = 25;
  private static final int MOST_ALIASES = 100;

  private final KeyDesk desk;
  private final InstantSource clock;

  KeyPages(KeyDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /** What is here; nothing where the keys are in another process. */
  public List<PageRoute> routes() {
    return desk.isHere()
        ? List.of(
            PageRoute.page(LIST, this::list),
            PageRoute.deed(LIST, this::create),
            PageRoute.page(ONE, this::show),
            PageRoute.deed("/key/alias", this::alias),
            PageRoute.deed("/key/rotate", this::rotate),
            PageRoute.deed("/key/state", this::change),
            PageRoute.deed("/key/delete", this::delete))
        : List.of();
  }

  static String link(String key) {
    return WireNames.link(ONE, "key", key);
  }

  private Reply list(Visit visit) {
    JsonObject asked = new JsonObject().put("Limit", MOST);
    visit.query().find("after").ifPresent(marker -> asked.put("Marker", marker));
    JsonObject page = desk.ask(visit, "ListKeys", asked);
    Map<String, String> aliases = aliases(visit);
    List<KeysPage.Row> rows = new ArrayList<>();
    for (Object each : page.getJsonArray("Keys", new JsonArray())) {
      String id = ((JsonObject) each).getString("KeyId");
      rows.add(row(visit, id, aliases.getOrDefault(id, "")));
    }
    String next =
        Optional.ofNullable(page.getString("NextMarker"))
            .map(marker -> WireNames.link(LIST, "after", marker))
            .orElse("");
    return Reply.Page.of(new KeysPage(Frame.of(visit, "Keys"), List.copyOf(rows), next));
  }

  private KeysPage.Row row(Visit visit, String id, String alias) {
    try {
      JsonObject key = described(visit, id);
      return new KeysPage.Row(
          id,
          alias,
          link(id),
          KeyWords.spec(key.getString("KeySpec", "")),
          KeyWords.state(key.getString("KeyState", "")),
          key.getString("Description", ""));
    } catch (Refused hidden) {
      return new KeysPage.Row(id, alias, link(id), "", "You may not look at it", "");
    }
  }

  /** Names by key; of the first hundred. */
  private Map<String, String> aliases(Visit visit) {
    Map<String, String> names = new HashMap<>();
    try {
      JsonObject page = desk.ask(visit, "ListAliases", new JsonObject().put("Limit", MOST_ALIASES));
      for (Object each : page.getJsonArray("Aliases", new JsonArray())) {
        JsonObject alias = (JsonObject) each;
        String key = alias.getString("TargetKeyId", "");
        names.merge(key, alias.getString("AliasName"), (one, other) -> one + ", " + other);
      }
    } catch (Refused hidden) {
      // Then keys go without names.
    }
    return names;
  }

  private JsonObject described(Visit visit, String id) {
    return desk.ask(visit, "DescribeKey", key(id)).getJsonObject("KeyMetadata");
  }

  private static JsonObject key(String id) {
    return new JsonObject().put("KeyId", id);
  }

  private Reply create(Visit visit) {
    Form form = visit.form();
    JsonObject made =
        desk.ask(
                visit,
                "CreateKey",
                new JsonObject()
                    .put("Description", form.text("description"))
                    .put("KeySpec", form.find("spec").orElse("SYMMETRIC_DEFAULT")))
            .getJsonObject("KeyMetadata");
    String id = made.getString("KeyId");
    form.find("alias").ifPresent(name -> name(visit, id, name));
    return done(id, Done.KEY_CREATED);
  }

  private void name(Visit visit, String id, String name) {
    String stripped = name.strip();
    desk.ask(
        visit,
        "CreateAlias",
        new JsonObject()
            .put("TargetKeyId", id)
            .put("AliasName", stripped.startsWith("alias/") ? stripped : "alias/" + stripped));
  }

  private static Reply done(String id, Done what) {
    return Reply.Elsewhere.to(WireNames.link(ONE, "key", id, "done", what.word()));
  }

  private Reply show(Visit visit) {
    String id = visit.query().need("key");
    JsonObject key = described(visit, id);
    boolean symmetric = key.getString("KeySpec", "").equals("SYMMETRIC_DEFAULT");
    String canonical = key.getString("KeyId", id);
    return Reply.Page.of(
        new KeyPage(
            Frame.of(visit, "Key"),
            canonical,
            aliases(visit).getOrDefault(canonical, ""),
            key.getString("KeyState", ""),
            KeyWords.facts(key),
            symmetric ? KeyNeeds.of(visit, key.getString("Arn")) : KeyNeeds.NOT_FOR_OBJECTS,
            KeyMonths.of(
                visit,
                key.getString("Arn", ""),
                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))),
            KeyAccessPages.link(canonical)));
  }

  private Reply alias(Visit visit) {
    String id = visit.form().need("key");
    name(visit, id, visit.form().need("alias"));
    return done(id, Done.KEY_CHANGED);
  }

  private Reply rotate(Visit visit) {
    String id = visit.form().need("key");
    desk.ask(visit, "RotateKeyOnDemand", key(id));
    return done(id, Done.KEY_CHANGED);
  }

  private Reply change(Visit visit) {
    String id = visit.form().need("key");
    desk.ask(
        visit,
        switch (visit.form().need("to")) {
          case "enabled" -> "EnableKey";
          case "disabled" -> "DisableKey";
          case "kept" -> "CancelKeyDeletion";
          default -> throw Refused.badRequest("A key has no such state.");
        },
        key(id));
    return done(id, Done.KEY_CHANGED);
  }

  /** With the key's id typed: what it opens cannot be read any more when it is gone. */
  private Reply delete(Visit visit) {
    Form form = visit.form();
    String id = form.need("key");
    Confirmations.requireTyped(form, id);
    desk.ask(
        visit, "ScheduleKeyDeletion", key(id).put("PendingWindowInDays", days(form.need("days"))));
    return done(id, Done.KEY_CHANGED);
  }

  private static int days(String text) {
    if (!text.matches("[0-9]{1,2}")) {
      throw Refused.badRequest("The days are no number.");
    }
    return Integer.parseInt(text);
  }
}
