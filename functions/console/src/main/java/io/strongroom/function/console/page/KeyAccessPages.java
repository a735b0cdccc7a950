package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.KeyDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.function.console.words.Sizes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Policies and grants of the bundled KMS's keys. What is wrong with one is told by the KMS. */
@Singleton
public final class KeyAccessPages {

  private static final String PATH = "/key/access";
  private static final int MOST_GRANTS = 50;

  /** Of those that a grant may be for, what is done to objects. */
  private static final List<String> OPERATIONS =
      List.of(
          "Encrypt",
          "Decrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo",
          "DescribeKey");

  private final KeyDesk desk;

  KeyAccessPages(KeyDesk desk) {
    this.desk = desk;
  }

  /** What is here; nothing where the keys are in another process. */
  public List<PageRoute> routes() {
    return desk.isHere()
        ? List.of(
            PageRoute.page(PATH, this::show),
            PageRoute.deed("/key/policy", this::save),
            PageRoute.deed("/key/grant", this::grant),
            PageRoute.deed("/key/grant/revoke", this::revoke))
        : List.of();
  }

  static String link(String key) {
    return WireNames.link(PATH, "key", key);
  }

  private Reply show(Visit visit) {
    String key = visit.query().need("key");
    String policy =
        desk.ask(visit, "GetKeyPolicy", of(key).put("PolicyName", "default"))
            .getString("Policy", "");
    return Reply.Page.of(page(visit, key, policy, ""));
  }

  /** What is refused stays in the editor, with the reason. */
  private Reply save(Visit visit) {
    String key = visit.form().need("key");
    String policy = visit.form().text("policy");
    try {
      desk.ask(visit, "PutKeyPolicy", of(key).put("PolicyName", "default").put("Policy", policy));
    } catch (Refused refused) {
      if (refused.status() != 400) {
        throw refused;
      }
      return new Reply.Page(400, page(visit, key, policy, refused.message()));
    }
    return done(key, Done.POLICY_SET);
  }

  private Reply grant(Visit visit) {
    Form form = visit.form();
    String key = form.need("key");
    JsonArray operations = new JsonArray();
    OPERATIONS.stream().filter(form::has).forEach(operations::add);
    if (operations.isEmpty()) {
      throw Refused.badRequest("Choose what the grant is for.");
    }
    desk.ask(
        visit,
        "CreateGrant",
        of(key)
            .put("GranteePrincipal", form.need("grantee").strip())
            .put("Operations", operations));
    return done(key, Done.GRANT_MADE);
  }

  private Reply revoke(Visit visit) {
    String key = visit.form().need("key");
    desk.ask(visit, "RevokeGrant", of(key).put("GrantId", visit.form().need("grant")));
    return done(key, Done.GRANT_REVOKED);
  }

  private static Reply done(String key, Done what) {
    return Reply.Elsewhere.to(WireNames.link(PATH, "key", key, "done", what.word()));
  }

  private static JsonObject of(String key) {
    return new JsonObject().put("KeyId", key);
  }

  private KeyAccessPage page(Visit visit, String key, String policy, String problem) {
    JsonObject found = desk.ask(visit, "ListGrants", of(key).put("Limit", MOST_GRANTS));
    return new KeyAccessPage(
        Frame.of(visit, "Who may use the key"),
        key,
        KeyPages.link(key),
        policy,
        problem,
        found.getJsonArray("Grants", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(KeyAccessPages::grant)
            .toList(),
        found.getBoolean("Truncated", false),
        OPERATIONS);
  }

  private static KeyAccessPage.Grant grant(JsonObject grant) {
    return new KeyAccessPage.Grant(
        grant.getString("GrantId", ""),
        grant.getString("GranteePrincipal", ""),
        grant.getJsonArray("Operations", new JsonArray()).stream()
            .map(Object::toString)
            .collect(Collectors.joining(", ")),
        constraint(grant.getJsonObject("Constraints", new JsonObject())),
        Sizes.time(Instant.ofEpochMilli(Math.round(grant.getDouble("CreationDate", 0.0) * 1_000))));
  }

  private static String constraint(JsonObject constraints) {
    return constraints.stream()
        .map(
            each ->
                (each.getKey().endsWith("Equals") ? "only with the context " : "with the context ")
                    + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
