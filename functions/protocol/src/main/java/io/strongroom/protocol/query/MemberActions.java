package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.DetailAdmin;
import io.strongroom.domain.iam.MemberAdmin;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/** Users, groups and roles. */
final class MemberActions {

  private static final int USUAL_SECONDS = 3_600;
  private static final int LONGEST_SECONDS = 43_200;

  private final MemberAdmin members;
  private final DetailAdmin details;

  MemberActions(MemberAdmin members, DetailAdmin details) {
    this.members = members;
    this.details = details;
  }

  void addTo(Actions actions) {
    actions
        .add("CreateUser", this::createUser, IamXml::member)
        .add("CreateGroup", this::createGroup, IamXml::member)
        .add("CreateRole", this::createRole, IamXml::member)
        .add("GetUser", this::getUser, IamXml::member)
        .add("GetRole", call -> get(call, Kind.ROLE), IamXml::member)
        .add(
            "GetGroup",
            this::getGroup,
            (xml, found) -> {
              IamXml.member(xml, found.group());
              xml.open("Users");
              found.users().forEach(user -> IamXml.entry(xml, user));
              xml.close().element("IsTruncated", false);
            })
        .add("DeleteUser", call -> delete(call, Kind.USER))
        .add("DeleteGroup", call -> delete(call, Kind.GROUP))
        .add("DeleteRole", call -> delete(call, Kind.ROLE))
        .add("UpdateAssumeRolePolicy", this::setTrust)
        .add(
            "AddUserToGroup",
            call ->
                members.join(call.caller(), call.required("UserName"), call.required("GroupName")))
        .add(
            "RemoveUserFromGroup",
            call ->
                members.leave(
                    call.caller(), call.required("UserName"), call.required("GroupName")));
    addLists(actions);
  }

  private void addLists(Actions actions) {
    actions
        .list("ListUsers", call -> list(call, Kind.USER), (x, p, all) -> write(x, p, "Users", all))
        .list(
            "ListGroups", call -> list(call, Kind.GROUP), (x, p, all) -> write(x, p, "Groups", all))
        .list("ListRoles", call -> list(call, Kind.ROLE), (x, p, all) -> write(x, p, "Roles", all))
        .list(
            "ListGroupsForUser",
            call -> members.groupsOf(call.caller(), call.user()),
            (x, p, all) -> write(x, p, "Groups", all))
        .list(
            "ListInstanceProfilesForRole",
            call -> get(call, Kind.ROLE).map(role -> List.<Member>of()),
            (x, p, none) -> write(x, p, "InstanceProfiles", none));
  }

  private static void write(XmlWriter xml, Page page, String name, List<Member> all) {
    page.write(xml, name, all, member -> member.name().text(), IamXml::entry);
  }

  private Uni<Member> createUser(QueryCall call) {
    return create(call, wanted(call, Kind.USER, Optional.empty(), 0));
  }

  private Uni<Member> createGroup(QueryCall call) {
    return members.create(
        call.caller(),
        new MemberAdmin.Wanted(
            Kind.GROUP,
            call.optional("Path").orElse("/"),
            call.required("GroupName"),
            Optional.empty(),
            0,
            Member.Particulars.NONE));
  }

  private Uni<Member> createRole(QueryCall call) {
    String document = call.required("AssumeRolePolicyDocument");
    int seconds = call.number("MaxSessionDuration").orElse(USUAL_SECONDS);
    requireDuration(seconds);
    return create(call, wanted(call, Kind.ROLE, Optional.of(document), seconds));
  }

  static void requireDuration(int seconds) {
    if (seconds < USUAL_SECONDS || seconds > LONGEST_SECONDS) {
      throw QueryRefused.invalid(
          "MaxSessionDuration is from " + USUAL_SECONDS + " to " + LONGEST_SECONDS);
    }
  }

  private static MemberAdmin.Wanted wanted(
      QueryCall call, Kind kind, Optional<String> trust, int seconds) {
    Optional<String> description =
        kind == Kind.ROLE ? call.optional("Description") : Optional.empty();
    return new MemberAdmin.Wanted(
        kind,
        call.optional("Path").orElse("/"),
        call.required(IamXml.title(kind) + "Name"),
        trust,
        seconds,
        new Member.Particulars(call.optional("PermissionsBoundary"), call.tags(), description));
  }

  private Uni<Member> create(QueryCall call, MemberAdmin.Wanted wanted) {
    return details
        .requireAttachable(call.caller(), wanted.particulars().boundary())
        .chain(() -> members.create(call.caller(), wanted));
  }

  private Uni<Void> setTrust(QueryCall call) {
    return members.setTrust(
        call.caller(), call.required("RoleName"), call.required("PolicyDocument"));
  }

  private Uni<Member> getUser(QueryCall call) {
    return members.get(call.caller(), Kind.USER, call.user());
  }

  private Uni<Member> get(QueryCall call, Kind kind) {
    return members.get(call.caller(), kind, call.required(IamXml.title(kind) + "Name"));
  }

  /** A group and who is in it. */
  private record Group(Member group, List<Member> users) {}

  private Uni<Group> getGroup(QueryCall call) {
    return get(call, Kind.GROUP)
        .chain(group -> members.usersOf(group).map(users -> new Group(group, users)));
  }

  private Uni<Void> delete(QueryCall call, Kind kind) {
    return members.delete(call.caller(), kind, call.required(IamXml.title(kind) + "Name"));
  }

  private Uni<List<Member>> list(QueryCall call, Kind kind) {
    String prefix = call.optional("PathPrefix").orElse("/");
    return members
        .list(call.caller(), kind)
        .map(all -> all.stream().filter(each -> each.name().path().startsWith(prefix)).toList());
  }
}
