package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.port.Denials.Denial;
import io.strongroom.protocol.http.xml.XmlWriter;
import io.strongroom.protocol.query.QueryApi.Operator;

/**
 * What only the operator of the whole service may do: the root of the account that was there first.
 */
final class OwnActions {

  private final KeyAdmin keys;
  private final Operator operator;
  private final Roots roots;

  OwnActions(KeyAdmin keys, Operator operator) {
    this.keys = keys;
    this.operator = operator;
    this.roots = new Roots(operator.account());
  }

  void addTo(Actions actions) {
    actions
        .add(
            "CreateAccount",
            call -> {
              String name = call.required("AccountName");
              roots.requireOperator(call);
              return keys.createAccount(name);
            },
            OwnActions::created)
        .list(
            "ListAccounts",
            call -> {
              roots.requireOperator(call);
              return keys.accounts();
            },
            (xml, page, all) ->
                page.write(
                    xml, "Accounts", all, account -> account.id().value(), OwnActions::entry))
        .add(
            "ListFileUsers",
            call -> {
              roots.requireOperator(call);
              return Uni.createFrom().item(operator.people());
            },
            (xml, people) ->
                people.forEach(
                    (arn, policies) ->
                        xml.element("Description", arn + "\t" + String.join(",", policies))))
        .add(
            "ExplainDenial",
            this::explain,
            (xml, denial) -> xml.element("Reason", denial.reason()));
  }

  /** Told to the root of the account that it concerns, and to the operator. */
  private Uni<Denial> explain(QueryCall call) {
    String requestId = call.required("RequestId");
    Caller caller = call.caller();
    boolean all = caller.account().equals(operator.account());
    return operator
        .denials()
        .find(requestId)
        .map(
            found ->
                found
                    .filter(denial -> Roots.isRoot(caller))
                    .filter(denial -> all || denial.account().equals(caller.account()))
                    .orElseThrow(
                        () ->
                            new QueryRefused(
                                404,
                                "NoSuchEntity",
                                "No refusal of a request " + requestId + " is kept.")));
  }

  private static void created(XmlWriter xml, KeyAdmin.NewAccount created) {
    xml.open("Account");
    members(xml, created.account());
    xml.close();
    IamXml.created(xml, created.root());
  }

  private static void entry(XmlWriter xml, Account account) {
    xml.open("member");
    members(xml, account);
    xml.close();
  }

  private static void members(XmlWriter xml, Account account) {
    xml.element("Id", account.id().value())
        .element("Name", account.name())
        .element("DomainId", account.domainId());
  }
}
