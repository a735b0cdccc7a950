package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.port.Denials.Denial;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.protocol.http.xml.XmlWriter;
import io.strongroom.protocol.query.QueryApi.Operator;
import java.util.List;
import java.util.Optional;

/**
 * What only the operator of the whole service may do: the root of the account that was there first.
 */
final class OwnActions {

  private static final int MOST_RECORDS = 1_000;

  private final KeyAdmin keys;
  private final Operator operator;

  OwnActions(KeyAdmin keys, Operator operator) {
    this.keys = keys;
    this.operator = operator;
  }

  void addTo(Actions actions) {
    addRequests(actions);
    actions
        .add(
            "CreateAccount",
            call -> {
              String name = call.required("AccountName");
              requireOperator(call);
              return keys.createAccount(name);
            },
            OwnActions::created)
        .list(
            "ListAccounts",
            call -> {
              requireOperator(call);
              return keys.accounts();
            },
            (xml, page, all) ->
                page.write(
                    xml, "Accounts", all, account -> account.id().value(), OwnActions::entry))
        .add(
            "ListFileUsers",
            call -> {
              requireOperator(call);
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

  private void addRequests(Actions actions) {
    actions
        .add("ListRequests", this::requests, OwnActions::requests)
        .add(
            "VerifyRequests",
            call -> {
              requireOperator(call);
              return operator.requests().broken();
            },
            (xml, broken) ->
                xml.element("Whole", broken.isEmpty())
                    .element("FirstBroken", broken.map(String::valueOf).orElse("")))
        .add("GetUsage", this::usage, OwnActions::usage);
  }

  /** Of all accounts for the operator, of its own for the root of another. */
  private Optional<AccountId> whose(QueryCall call) {
    Caller caller = call.caller();
    if (!caller.identity().isRoot() || caller.identity().profile().tokenIssued().isPresent()) {
      throw refused(call);
    }
    return Optional.of(caller.account()).filter(account -> !account.equals(operator.account()));
  }

  private Uni<List<RequestRecords.Kept>> requests(QueryCall call) {
    long after = call.number("After").orElse(0);
    int most = Math.clamp(call.number("MaxItems").orElse(MOST_RECORDS), 1, MOST_RECORDS);
    return operator.requests().after(after, whose(call), most);
  }

  private static void requests(XmlWriter xml, List<RequestRecords.Kept> all) {
    xml.open("Requests");
    for (RequestRecords.Kept each : all) {
      xml.open("member").element("Number", each.number()).echo("Record", each.json()).close();
    }
    xml.close();
  }

  private Uni<List<RequestRecords.Usage>> usage(QueryCall call) {
    String month = call.required("Month");
    if (!month.matches("20[0-9]{2}-(0[1-9]|1[0-2])")) {
      throw QueryRefused.invalid("Month is of the form 2026-11");
    }
    return operator.requests().usage(month, whose(call));
  }

  private static void usage(XmlWriter xml, List<RequestRecords.Usage> all) {
    xml.open("Usage");
    for (RequestRecords.Usage each : all) {
      xml.open("member")
          .element("Account", each.account().value())
          .echo("Bucket", each.bucket())
          .echo("KmsKey", each.kmsKey())
          .element("Requests", each.requests())
          .element("KmsCalls", each.kmsCalls())
          .element("BytesIn", each.bytesIn())
          .element("BytesOut", each.bytesOut())
          .close();
    }
    xml.close();
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
                    .filter(denial -> caller.identity().isRoot())
                    .filter(denial -> caller.identity().profile().tokenIssued().isEmpty())
                    .filter(denial -> all || denial.account().equals(caller.account()))
                    .orElseThrow(
                        () ->
                            new QueryRefused(
                                404,
                                "NoSuchEntity",
                                "No refusal of a request " + requestId + " is kept.")));
  }

  private void requireOperator(QueryCall call) {
    Caller caller = call.caller();
    if (!caller.identity().isRoot()
        || !caller.account().equals(operator.account())
        || caller.identity().profile().tokenIssued().isPresent()) {
      throw refused(call);
    }
  }

  private static QueryRefused refused(QueryCall call) {
    return new QueryRefused(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: strongroom:%s"
            .formatted(call.caller().principal(), call.action()));
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
