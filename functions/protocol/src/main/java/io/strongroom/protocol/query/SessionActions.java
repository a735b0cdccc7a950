package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.TemporaryKeys;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.iam.WebIdentities;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.nio.charset.StandardCharsets;

/** The actions of STS. Source: STS API reference. */
final class SessionActions {

  static final String WEB_IDENTITY = "AssumeRoleWithWebIdentity";

  private final TemporaryKeys sessions;
  private final WebIdentities web;

  SessionActions(TemporaryKeys sessions, WebIdentities web) {
    this.sessions = sessions;
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
            call -> sessions.sessionToken(call.caller(), call.number("DurationSeconds")),
            SessionActions::credentials)
        .add("AssumeRole", this::assumeRole, SessionActions::assumed)
        .add(WEB_IDENTITY, this::assumeWithToken, SessionActions::vouched);
  }

  private static void caller(XmlWriter xml, Caller caller) {
    xml.element("Arn", caller.principal())
        .element("UserId", caller.identity().profile().userId())
        .element("Account", caller.account());
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
        call.optional("Policy"));
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
