package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.PolicyAdmin;
import io.strongroom.domain.iam.PolicyAdmin.Of;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;

/** Policies: those of members, and those that are attached. */
final class PolicyActions {

  private final PolicyAdmin policies;

  PolicyActions(PolicyAdmin policies) {
    this.policies = policies;
  }

  void addTo(Actions actions) {
    for (Kind kind : List.of(Kind.USER, Kind.GROUP, Kind.ROLE)) {
      addInline(actions, kind);
      addAttached(actions, kind);
    }
    actions
        .add("CreatePolicy", this::create, IamXml::policy)
        .add("GetPolicy", call -> get(call, "iam:GetPolicy"), IamXml::policy)
        .list(
            "ListPolicies",
            this::list,
            (xml, page, all) ->
                page.write(
                    xml, "Policies", all, policy -> policy.name().text(), IamXml::policyEntry))
        .add("DeletePolicy", call -> policies.delete(call.caller(), call.required("PolicyArn")));
  }

  private void addInline(Actions actions, Kind kind) {
    String title = IamXml.title(kind);
    actions
        .add(
            "Put" + title + "Policy",
            call ->
                policies.putInline(
                    call.caller(),
                    of(call, kind),
                    new NamedDocument(
                        call.required("PolicyName"), call.required("PolicyDocument"))))
        .add(
            "Get" + title + "Policy",
            call -> inline(call, kind),
            (xml, found) ->
                xml.element(title + "Name", found.of().name())
                    .element("PolicyName", found.policy().name())
                    .element("PolicyDocument", IamXml.encoded(found.policy().document())))
        .add(
            "Delete" + title + "Policy",
            call ->
                policies.removeInline(call.caller(), of(call, kind), call.required("PolicyName")))
        .list(
            "List" + title + "Policies",
            call -> policies.inline(call.caller(), of(call, kind)),
            (xml, page, all) ->
                page.write(
                    xml,
                    "PolicyNames",
                    all,
                    NamedDocument::name,
                    (into, policy) -> into.element("member", policy.name())));
  }

  /** A member's own policy. */
  private record Inline(Of of, NamedDocument policy) {}

  private Uni<Inline> inline(QueryCall call, Kind kind) {
    Of of = of(call, kind);
    return policies
        .inline(call.caller(), of, call.required("PolicyName"))
        .map(policy -> new Inline(of, policy));
  }

  private void addAttached(Actions actions, Kind kind) {
    String title = IamXml.title(kind);
    actions
        .add(
            "Attach" + title + "Policy",
            call -> policies.attach(call.caller(), of(call, kind), call.required("PolicyArn")))
        .add(
            "Detach" + title + "Policy",
            call -> policies.detach(call.caller(), of(call, kind), call.required("PolicyArn")))
        .list(
            "ListAttached" + title + "Policies",
            call -> policies.attached(call.caller(), of(call, kind)),
            (xml, page, all) ->
                page.write(xml, "AttachedPolicies", all, arn -> arn, PolicyActions::attached));
  }

  private static void attached(XmlWriter xml, String arn) {
    xml.open("member")
        .element("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
        .element("PolicyArn", arn)
        .close();
  }

  private static Of of(QueryCall call, Kind kind) {
    return new Of(kind, call.required(IamXml.title(kind) + "Name"));
  }

  private Uni<ManagedPolicy> create(QueryCall call) {
    return policies.create(
        call.caller(),
        new PolicyAdmin.Wanted(
            call.optional("Path").orElse("/"),
            call.required("PolicyName"),
            call.required("PolicyDocument"),
            call.optional("Description"),
            call.tags()));
  }

  private Uni<ManagedPolicy> get(QueryCall call, String action) {
    return policies.get(call.caller(), call.required("PolicyArn"), action);
  }

  private Uni<List<ManagedPolicy>> list(QueryCall call) {
    String scope = call.optional("Scope").orElse("All");
    boolean attachedOnly = call.optional("OnlyAttached").map("true"::equals).orElse(false);
    return policies
        .list(call.caller(), scope.equals("All") || scope.equals("AWS"))
        .map(
            all ->
                all.stream()
                    .filter(each -> !attachedOnly || each.uses().attachments() > 0)
                    .filter(
                        each -> !scope.equals("AWS") || each.name().account().value().equals("aws"))
                    .toList());
  }
}
