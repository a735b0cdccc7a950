package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.TemporaryKeys;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.iam.UserSessions;
import io.strongroom.domain.iam.WebIdentities;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The actions of STS. Source: STS API reference. */
final class SessionActions {

  private static final long MOST_SAID = 2_048 + 50L * (128 + 256);

  static final String WEB_IDENTITY = "AssumeRoleWithWebIdentity";

  private final TemporaryKeys sessions;
  private final UserSessions users;
  private final WebIdentities web;

  SessionActions(TemporaryKeys sessions, UserSessions users, WebIdentities web) {
    this.sessions = sessions;
    this.users = users;
    this.web = web;
  }

  void addTo(Actions actions) {
    actions
        .add(
            "GetCallerIdentity",
            call -> Uni.createFrom().item(call.caller()),
            SessionActions::caller)
        .add(
            "GetSessionToken",
            call -> users.sessionToken(call.caller(), call.number("DurationSeconds")),
            SessionActions::credentials)
        .add("GetFederationToken", this::federate, SessionActions::federated)
        .add("AssumeRole", this::assumeRole, SessionActions::assumed)
        .add(WEB_IDENTITY, this::assumeWithToken, SessionActions::vouched);
  }

  private static void caller(XmlWriter xml, Caller caller) {
    xml.element("Arn", caller.principal().text())
        .element("UserId", caller.identity().profile().userId())
        .element("Account", caller.account().value());
  }

  /** A session of a role. */
  private record Assumed(Granted granted, String session) {}

  private Uni<Assumed> assumeRole(QueryCall call) {
    TemporaryKeys.Wish wish = wish(call);
    return sessions
        .assumeRole(call.caller(), wish)
        .map(granted -> new Assumed(granted, wish.sessionName()));
  }

  private static TemporaryKeys.Wish wish(QueryCall call) {
    return new TemporaryKeys.Wish(
        call.required("RoleArn"),
        call.required("RoleSessionName"),
        call.number("DurationSeconds"),
        limits(call),
        new StoredKey.Story(
            call.tags(),
            call.list("TransitiveTagKeys"),
            call.optional("SourceIdentity"),
            Optional.empty()),
        call.optional("ExternalId"));
  }

  /** STS: the ARNs of a session's policies are in structures. */
  private static StoredKey.Limits limits(QueryCall call) {
    List<String> arns = new ArrayList<>();
    Optional<String> next = call.optional("PolicyArns.member.1.arn");
    while (next.isPresent()) {
      arns.add(next.get());
      next = call.optional("PolicyArns.member." + (arns.size() + 1) + ".arn");
    }
    return new StoredKey.Limits(call.optional("Policy"), arns);
  }

  /** A federated user and their keys. */
  private record Federation(Granted granted, String name) {}

  private Uni<Federation> federate(QueryCall call) {
    String name = call.required("Name");
    UserSessions.Federated wanted =
        new UserSessions.Federated(
            name,
            call.number("DurationSeconds"),
            limits(call),
            new StoredKey.Story(call.tags(), List.of(), Optional.empty(), Optional.empty()));
    return users.federate(call.caller(), wanted).map(granted -> new Federation(granted, name));
  }

  private static void federated(XmlWriter xml, Federation federation) {
    credentials(xml, federation.granted());
    AccountId account = federation.granted().of().name().account();
    xml.open("FederatedUser")
        .element("FederatedUserId", account + ":" + federation.name())
        .element("Arn", "arn:aws:sts::" + account + ":federated-user/" + federation.name())
        .close();
    packed(xml, federation.granted());
  }

  /** STS: how much of what a session may say is used up, in per cent. */
  private static void packed(XmlWriter xml, Granted granted) {
    StoredKey.Session session = granted.session();
    int said =
        session.limits().policy().map(String::length).orElse(0)
            + session.limits().policyArns().stream().mapToInt(String::length).sum()
            + session.story().tags().entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    if (said > 0) {
      xml.element("PackedPolicySize", Math.clamp(said * 100L / MOST_SAID, 1, 100));
    }
  }

  /** A session of a role for whoever an issuer vouches for. */
  private record Vouched(WebIdentities.Granted granted, String session) {}

  private Uni<Vouched> assumeWithToken(QueryCall call) {
    TemporaryKeys.Wish wish = wish(call);
    return web.assume(call.caller(), wish, call.required("WebIdentityToken"))
        .map(granted -> new Vouched(granted, wish.sessionName()));
  }

  private static void vouched(XmlWriter xml, Vouched vouched) {
    WebIdentities.Granted granted = vouched.granted();
    assumed(xml, new Assumed(granted.keys(), vouched.session()));
    xml.element("SubjectFromWebIdentityToken", granted.claims().subject())
        .element("Audience", granted.claims().audience())
        .element("Provider", granted.provider().arn());
  }

  private static void assumed(XmlWriter xml, Assumed assumed) {
    credentials(xml, assumed.granted());
    var role = assumed.granted().of();
    xml.open("AssumedRoleUser")
        .element("AssumedRoleId", role.id() + ":" + assumed.session())
        .element(
            "Arn",
            "arn:aws:sts::%s:assumed-role/%s/%s"
                .formatted(role.name().account(), role.name().text(), assumed.session()))
        .close();
    packed(xml, assumed.granted());
    assumed
        .granted()
        .session()
        .story()
        .sourceIdentity()
        .ifPresent(who -> xml.element("SourceIdentity", who));
  }

  private static void credentials(XmlWriter xml, Granted granted) {
    try (granted) {
      xml.open("Credentials")
          .element("AccessKeyId", granted.accessKeyId())
          .element(
              "SecretAccessKey",
              granted.secret().use(bytes -> new String(bytes, StandardCharsets.US_ASCII)))
          .element("SessionToken", granted.token())
          .element("Expiration", IamXml.time(granted.expiresAt()))
          .close();
    }
  }
}
