package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.iam.DetailAdmin;
import io.strongroom.domain.iam.IdentityCall;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.iam.MemberAdmin;
import io.strongroom.domain.iam.PolicyAdmin;
import io.strongroom.domain.iam.PolicySimulator;
import io.strongroom.domain.iam.PolicyVersionAdmin;
import io.strongroom.domain.iam.ProviderAdmin;
import io.strongroom.domain.iam.TemporaryKeys;
import io.strongroom.domain.iam.UserSessions;
import io.strongroom.domain.iam.WebIdentities;
import io.strongroom.domain.port.Denials;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.protocol.http.WireResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All actions of the Query protocol; others are refused by name. Thread-safe. */
public final class QueryApi {

  private static final Set<String> TELLING_SECRETS =
      Set.of(
          "CreateAccessKey",
          "CreateAccount",
          "GetSessionToken",
          "GetFederationToken",
          "AssumeRole",
          SessionActions.WEB_IDENTITY);

  private final Map<String, Function<QueryCall, Uni<QueryAnswer>>> actions = new HashMap<>();

  /** Who does what is asked for. */
  public record Administration(
      MemberAdmin members,
      DetailAdmin details,
      KeyAdmin keys,
      PolicyAdmin policies,
      PolicyVersionAdmin versions,
      PolicySimulator simulator,
      ProviderAdmin providers,
      Temporary temporary) {}

  /** Who gives out temporary keys. */
  public record Temporary(TemporaryKeys sessions, UserSessions users, WebIdentities web) {}

  /**
   * The operator of the whole service.
   *
   * @param account whose root it is
   * @param people of the file of access keys, by ARN, with the names of their policies
   * @param denials why requests were refused
   * @param requests what was asked, by whom
   */
  public record Operator(
      AccountId account,
      Map<String, List<String>> people,
      Denials denials,
      RequestRecords requests) {}

  public QueryApi(Administration by, Operator operator) {
    Actions iam = new Actions(QueryService.IAM);
    new MemberActions(by.members(), by.details()).addTo(iam);
    new DetailActions(by.details()).addTo(iam);
    new AbsentActions(by.members()).addTo(iam);
    new VersionActions(by.versions()).addTo(iam);
    new SimulationActions(by.simulator()).addTo(iam);
    new KeyActions(by.keys()).addTo(iam);
    new PolicyActions(by.policies()).addTo(iam);
    new ProviderActions(by.providers()).addTo(iam);
    Actions sts = new Actions(QueryService.STS);
    Temporary temporary = by.temporary();
    new SessionActions(temporary.sessions(), temporary.users(), temporary.web()).addTo(sts);
    Actions own = new Actions(QueryService.STRONGROOM);
    new OwnActions(by.keys(), operator).addTo(own);
    new RequestActions(operator.requests(), new Roots(operator.account())).addTo(own);
    actions.putAll(iam.byName());
    actions.putAll(sts.byName());
    actions.putAll(own.byName());
  }

  /**
   * Carries out a call. Fails with {@link QueryRefused} or {@link
   * io.strongroom.domain.iam.IdentityException}.
   */
  public Uni<WireResponse> execute(IdentityCall asked) {
    return Uni.createFrom()
        .deferred(
            () -> {
              QueryCall call = new QueryCall(asked);
              Function<QueryCall, Uni<QueryAnswer>> action = actions.get(call.action());
              if (action == null) {
                throw new QueryRefused(
                    400,
                    "InvalidAction",
                    "Could not find operation "
                        + call.action()
                        + ": this service does not offer it");
              }
              requireSecure(call);
              Uni<QueryAnswer> answer = action.apply(call);
              call.requireRead();
              return answer.map(given -> given.render(asked.caller().requestId()));
            });
  }

  private static void requireSecure(QueryCall call) {
    if (TELLING_SECRETS.contains(call.action()) && !call.caller().secure()) {
      throw new QueryRefused(
          403, "AccessDenied", "Secrets are given out over secure connections only.");
    }
  }
}
