package io.strongroom.protocol.query;

import io.strongroom.domain.iam.PolicyVersionAdmin;
import io.strongroom.domain.iam.PolicyVersionAdmin.Seen;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;

/** Versions and tags of policies that can be attached. */
final class VersionActions {

  private static final String ARN = "PolicyArn";

  private final PolicyVersionAdmin versions;

  VersionActions(PolicyVersionAdmin versions) {
    this.versions = versions;
  }

  void addTo(Actions actions) {
    actions
        .add(
            "CreatePolicyVersion",
            call ->
                versions.create(
                    call.caller(),
                    call.required(ARN),
                    call.required("PolicyDocument"),
                    call.flag("SetAsDefault")),
            (xml, seen) -> {
              xml.open("PolicyVersion");
              members(xml, seen);
              xml.close();
            })
        .add(
            "GetPolicyVersion",
            call -> versions.get(call.caller(), call.required(ARN), call.required("VersionId")),
            VersionActions::whole)
        .add(
            "ListPolicyVersions",
            call -> versions.list(call.caller(), call.required(ARN)),
            VersionActions::list)
        .add(
            "SetDefaultPolicyVersion",
            call -> versions.choose(call.caller(), call.required(ARN), call.required("VersionId")))
        .add(
            "DeletePolicyVersion",
            call -> versions.remove(call.caller(), call.required(ARN), call.required("VersionId")))
        .add("TagPolicy", call -> versions.tag(call.caller(), call.required(ARN), call.tags()))
        .add(
            "UntagPolicy",
            call -> versions.untag(call.caller(), call.required(ARN), call.list("TagKeys")))
        .list(
            "ListPolicyTags",
            call -> versions.tags(call.caller(), call.required(ARN)),
            DetailActions::tags);
  }

  private static void whole(XmlWriter xml, Seen seen) {
    xml.open("PolicyVersion").element("Document", IamXml.encoded(seen.version().document()));
    members(xml, seen);
    xml.close();
  }

  /** There are five at most, so all of them are one page. */
  private static void list(XmlWriter xml, List<Seen> all) {
    xml.open("Versions");
    for (Seen seen : all) {
      xml.open("member");
      members(xml, seen);
      xml.close();
    }
    xml.close().element("IsTruncated", false);
  }

  private static void members(XmlWriter xml, Seen seen) {
    xml.element("VersionId", "v" + seen.version().number())
        .element("IsDefaultVersion", seen.counts())
        .element("CreateDate", IamXml.time(seen.version().createdAt()));
  }
}
