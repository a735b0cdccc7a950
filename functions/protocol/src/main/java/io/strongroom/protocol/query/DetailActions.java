package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.DetailAdmin;
import io.strongroom.domain.iam.DetailAdmin.Of;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.port.MemberDetails.KeyOwner;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags, limits and names of users, groups and roles, and what is counted. */
final class DetailActions {

  private final DetailAdmin details;

  DetailActions(DetailAdmin details) {
    this.details = details;
  }

  void addTo(Actions actions) {
    for (Kind kind : List.of(Kind.USER, Kind.ROLE)) {
      addTags(actions, kind);
      addBoundary(actions, kind);
    }
    actions
        .add("UpdateUser", call -> rename(call, Kind.USER, "NewUserName"))
        .add("UpdateGroup", call -> rename(call, Kind.GROUP, "NewGroupName"))
        .add("UpdateRole", this::updateRole, (xml, role) -> {})
        .add("UpdateRoleDescription", this::describe, IamXml::member)
        .add(
            "GetAccessKeyLastUsed",
            call -> details.lastUse(call.caller(), call.required("AccessKeyId")),
            DetailActions::used)
        .add("ListEntitiesForPolicy", this::holders, DetailActions::holders)
        .add("GetAccountSummary", call -> details.counts(call.caller()), DetailActions::summary);
  }

  private void addTags(Actions actions, Kind kind) {
    String title = IamXml.title(kind);
    actions
        .add("Tag" + title, call -> details.tag(call.caller(), of(call, kind), call.tags()))
        .add(
            "Untag" + title,
            call -> details.untag(call.caller(), of(call, kind), call.list("TagKeys")))
        .list(
            "List" + title + "Tags",
            call -> details.tags(call.caller(), of(call, kind)),
            DetailActions::tags);
  }

  static void tags(XmlWriter xml, Page page, Map<String, String> tags) {
    page.write(
        xml,
        "Tags",
        List.copyOf(tags.keySet()),
        key -> key,
        (into, key) -> IamXml.tag(into, key, tags.getOrDefault(key, "")));
  }

  private void addBoundary(Actions actions, Kind kind) {
    String title = IamXml.title(kind);
    actions
        .add(
            "Put" + title + "PermissionsBoundary",
            call ->
                details.bound(
                    call.caller(),
                    of(call, kind),
                    Optional.of(call.required("PermissionsBoundary"))))
        .add(
            "Delete" + title + "PermissionsBoundary",
            call -> details.bound(call.caller(), of(call, kind), Optional.empty()));
  }

  private static Of of(QueryCall call, Kind kind) {
    return new Of(kind, call.required(IamXml.title(kind) + "Name"));
  }

  private Uni<Void> rename(QueryCall call, Kind kind, String newName) {
    return details.rename(
        call.caller(), of(call, kind), call.optional("NewPath"), call.optional(newName));
  }

  private Uni<Member> updateRole(QueryCall call) {
    Optional<Integer> seconds = call.number("MaxSessionDuration").stream().boxed().findFirst();
    seconds.ifPresent(MemberActions::requireDuration);
    return details.describe(
        call.caller(), call.required("RoleName"), call.optional("Description"), seconds);
  }

  private Uni<Member> describe(QueryCall call) {
    return details.describe(
        call.caller(),
        call.required("RoleName"),
        Optional.of(call.required("Description")),
        Optional.empty());
  }

  /** IAM: a key that was never used has neither a service nor a region. */
  private static void used(XmlWriter xml, KeyOwner owner) {
    xml.element("UserName", owner.userName()).open("AccessKeyLastUsed");
    owner.lastUse().ifPresent(use -> xml.element("LastUsedDate", use.at()));
    xml.element("ServiceName", owner.lastUse().map(use -> use.service()).orElse("N/A"))
        .element("Region", owner.lastUse().map(use -> use.region().value()).orElse("N/A"))
        .close();
  }

  private Uni<List<Member>> holders(QueryCall call) {
    Optional<String> filter = call.optional("EntityFilter");
    return details
        .holders(call.caller(), call.required("PolicyArn"))
        .map(
            all ->
                all.stream()
                    .filter(member -> filter.map(IamXml.title(member.kind())::equals).orElse(true))
                    .toList());
  }

  private static void holders(XmlWriter xml, List<Member> all) {
    for (Kind kind : List.of(Kind.GROUP, Kind.USER, Kind.ROLE)) {
      String title = IamXml.title(kind);
      xml.open("Policy" + title + "s");
      all.stream()
          .filter(member -> member.kind() == kind)
          .forEach(
              member ->
                  xml.open("member")
                      .element(title + "Name", member.name().text())
                      .element(title + "Id", member.id())
                      .close());
      xml.close();
    }
    xml.element("IsTruncated", false);
  }

  private static void summary(XmlWriter xml, Map<String, Long> counts) {
    xml.open("SummaryMap");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                xml.open("entry")
                    .element("key", entry.getKey())
                    .element("value", entry.getValue())
                    .close());
    xml.close();
  }
}
