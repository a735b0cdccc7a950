package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.Form;
import io.strongroom.function.console.visit.IdentityDesk;
import io.strongroom.function.console.visit.PageRoute;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Reply;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.visit.WireNames;
import io.strongroom.protocol.http.xml.XmlElement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Users of the account, with their access keys and policies. */
@Singleton
public final class UserPages {

  private static final String LIST = "/users";
  private static final String ONE = "/user";
  private static final String USER = "UserName";
  private static final String BUILT_IN = "arn:aws:iam::aws:policy/";

  /** Policies that are always there. */
  private static final List<String> OFFERED =
      List.of(
          "StrongroomReadOnly",
          "StrongroomReadWrite",
          "StrongroomWriteOnly",
          "StrongroomFullAccess",
          "AdministratorAccess");

  /** What is here. */
  public List<PageRoute> routes() {
    return List.of(
        PageRoute.page(LIST, UserPages::list),
        PageRoute.deed(LIST, UserPages::create),
        PageRoute.page(ONE, UserPages::show),
        PageRoute.deed("/user/policy", UserPages::attach),
        PageRoute.deed("/user/key", UserPages::newKey),
        PageRoute.deed("/user/key/change", UserPages::changeKey));
  }

  private static String link(String user) {
    return WireNames.link(ONE, "user", user);
  }

  private static Reply list(Visit visit) {
    String after = visit.query().text("after");
    XmlElement found =
        after.isEmpty()
            ? IdentityDesk.ask(visit, "ListUsers")
            : IdentityDesk.ask(visit, "ListUsers", "Marker", after);
    String next =
        found.findText("Marker").map(marker -> WireNames.link(LIST, "after", marker)).orElse("");
    List<UsersPage.Row> rows =
        IdentityDesk.members(found, "Users").stream()
            .map(
                user -> {
                  String name = user.getText(USER);
                  return new UsersPage.Row(name, link(name), user.getText("CreateDate"));
                })
            .toList();
    return Reply.Page.of(new UsersPage(Frame.of(visit, "Users"), rows, OFFERED, next));
  }

  private static Reply create(Visit visit) {
    Form form = visit.form();
    String name = form.need("name").strip();
    IdentityDesk.ask(visit, "CreateUser", USER, name);
    if (!form.text("policy").isEmpty()) {
      IdentityDesk.ask(visit, "AttachUserPolicy", USER, name, "PolicyArn", arn(form));
    }
    return done(name, Done.USER_CREATED);
  }

  /** One that is always there by its name, another by its ARN. */
  private static String arn(Form form) {
    String policy = form.need("policy").strip();
    return OFFERED.contains(policy) ? BUILT_IN + policy : policy;
  }

  private static Reply done(String user, Done what) {
    return Reply.Elsewhere.to(WireNames.link(ONE, "user", user, "done", what.word()));
  }

  private static Reply show(Visit visit) {
    String name = visit.query().need("user");
    List<UserPage.Key> keys =
        IdentityDesk.members(
                IdentityDesk.ask(visit, "ListAccessKeys", USER, name), "AccessKeyMetadata")
            .stream()
            .map(
                key ->
                    new UserPage.Key(
                        key.getText("AccessKeyId"),
                        key.getText("Status").equals("Active"),
                        key.getText("CreateDate")))
            .toList();
    return Reply.Page.of(
        new UserPage(Frame.of(visit, name), name, keys, policies(visit, name), OFFERED));
  }

  private static List<UserPage.Policy> policies(Visit visit, String name) {
    Stream<UserPage.Policy> attached =
        IdentityDesk.members(
                IdentityDesk.ask(visit, "ListAttachedUserPolicies", USER, name), "AttachedPolicies")
            .stream()
            .map(
                each -> new UserPage.Policy(each.getText("PolicyName"), each.getText("PolicyArn")));
    Stream<UserPage.Policy> own =
        IdentityDesk.members(IdentityDesk.ask(visit, "ListUserPolicies", USER, name), "PolicyNames")
            .stream()
            .map(each -> new UserPage.Policy(each.textOnly(), ""));
    return Stream.concat(attached, own).toList();
  }

  private static Reply attach(Visit visit) {
    Form form = visit.form();
    String name = form.need("user");
    String action = form.has("remove") ? "DetachUserPolicy" : "AttachUserPolicy";
    IdentityDesk.ask(visit, action, USER, name, "PolicyArn", arn(form));
    return done(name, Done.USER_CHANGED);
  }

  /** An answer to the form and no page of its own: loaded again, it does not tell the secret. */
  private static Reply newKey(Visit visit) {
    String name = visit.form().need("user");
    XmlElement key = IdentityDesk.ask(visit, "CreateAccessKey", USER, name).get("AccessKey");
    return Reply.Page.of(
        new NewKeyPage(
            Frame.of(visit, "A new access key"),
            name,
            link(name),
            key.getText("AccessKeyId"),
            key.getText("SecretAccessKey")));
  }

  private static Reply changeKey(Visit visit) {
    Form form = visit.form();
    String name = form.need("user");
    String id = form.need("key");
    switch (form.need("to")) {
      case "Active", "Inactive" ->
          IdentityDesk.ask(
              visit, "UpdateAccessKey", USER, name, "AccessKeyId", id, "Status", form.need("to"));
      case "gone" -> {
        Confirmations.requireTyped(form, id);
        IdentityDesk.ask(visit, "DeleteAccessKey", USER, name, "AccessKeyId", id);
      }
      default -> throw Refused.badRequest("An access key has no such state.");
    }
    return done(name, Done.USER_CHANGED);
  }
}
