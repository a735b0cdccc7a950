package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.MemberAdmin;
import io.strongroom.domain.iam.PolicyAdmin;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.policy.PolicyKind;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/** Users, groups and roles. */
final class MemberActions {

  private static final int USUAL_SECONDS = 3_600;
  private static final int LONGEST_SECONDS = 43_200;

  private final MemberAdmin members;

  MemberActions(MemberAdmin members) {
    this.members = members;
  }

  void addTo(Actions actions) {
    actions
        .add("CreateUser", call -> create(call, Kind.USER, Optional.empty()), IamXml::member)
        .add("CreateGroup", call -> create(call, Kind.GROUP, Optional.empty()), IamXml::member)
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

  private Uni<Member> create(QueryCall call, Kind kind, Optional<Member.Trust> trust) {
    return members.create(
        call.caller(),
        kind,
        call.optional("Path").orElse("/"),
        call.required(IamXml.title(kind) + "Name"),
        trust);
  }

  private Uni<Member> createRole(QueryCall call) {
    String document = call.required("AssumeRolePolicyDocument");
    int seconds = call.number("MaxSessionDuration").orElse(USUAL_SECONDS);
    if (seconds < USUAL_SECONDS || seconds > LONGEST_SECONDS) {
      throw QueryRefused.invalid(
          "MaxSessionDuration is from " + USUAL_SECONDS + " to " + LONGEST_SECONDS);
    }
    PolicyAdmin.requirePolicy(document, PolicyKind.TRUST);
    return create(call, Kind.ROLE, Optional.of(new Member.Trust(document, seconds)));
  }

  private Uni<Void> setTrust(QueryCall call) {
    String document = call.required("PolicyDocument");
    PolicyAdmin.requirePolicy(document, PolicyKind.TRUST);
    return members.setTrust(call.caller(), call.required("RoleName"), document);
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
