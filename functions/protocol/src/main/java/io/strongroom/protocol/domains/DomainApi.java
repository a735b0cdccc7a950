package io.strongroom.protocol.domains;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.DomainAdmin;
import io.strongroom.domain.iam.DomainAdmin.Domain;
import io.strongroom.domain.iam.DomainCall;
import io.strongroom.domain.iam.KeyAdmin.Created;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.identity.DomainIds;
import io.strongroom.domain.identity.Member;
import io.strongroom.policy.json.Json;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The paths of Huawei's API of identities that are offered; others are refused by name.
 * Thread-safe.
 *
 * <p>Source: IAM API reference of Huawei Cloud, "Access key management", "Agency management", "User
 * management".
 */
public final class DomainApi {

  private static final int CREATED = 201;
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final DomainAdmin domains;
  private final Map<String, BiFunction<Caller, DomainBody, Uni<Json>>> paths;

  public DomainApi(DomainAdmin domains) {
    this.domains = domains;
    this.paths =
        Map.of(
            "/v3.0/OS-CREDENTIAL/securitytokens", this::temporaryKeys,
            "/v3.0/OS-CREDENTIAL/credentials", this::permanentKey,
            "/v3.0/OS-USER/users", this::user,
            "/v3.0/OS-AGENCY/agencies", this::agency);
  }

  /**
   * Carries out a call. Fails with DomainRefused or {@link
   * io.strongroom.domain.iam.IdentityException}.
   */
  public Uni<WireResponse> execute(DomainCall call) {
    return Uni.createFrom()
        .deferred(
            () -> {
              BiFunction<Caller, DomainBody, Uni<Json>> path = paths.get(call.path());
              if (path == null) {
                throw DomainRefused.noSuchPath(call.path());
              }
              if (call.path().contains("CREDENTIAL") && !call.caller().secure()) {
                throw DomainRefused.insecure();
              }
              return path.apply(call.caller(), DomainBody.parse(call.body()))
                  .map(
                      json ->
                          WireResponse.of(
                              CREATED,
                              Headers.none().and("content-type", RouteTable.JSON),
                              DomainJson.text(json)));
            });
  }

  private Uni<Json> temporaryKeys(Caller caller, DomainBody body) {
    String identity = "auth.identity.";
    String method = body.onlyWord(identity + "methods");
    Optional<String> policy = body.document(identity + "policy");
    Uni<Granted> granted =
        switch (method) {
          case "token" -> {
            DomainAdmin.Terms terms =
                new DomainAdmin.Terms(body.number(identity + "token.duration_seconds"), policy);
            body.requireRead();
            yield domains.ownKeys(caller, terms);
          }
          case "assume_role" -> {
            String role = identity + "assume_role.";
            DomainAdmin.Terms terms =
                new DomainAdmin.Terms(body.number(role + "duration_seconds"), policy);
            Domain domain = domain(body, role + "domain_id", role + "domain_name");
            String agency = agencyName(body, role);
            body.requireRead();
            yield domains.agencyKeys(caller, domain, agency, terms);
          }
          default -> throw DomainRefused.notOffered("the method " + method);
        };
    return granted.map(DomainApi::credential);
  }

  /** The API reference calls it one way in its table, and another way in its example. */
  private static String agencyName(DomainBody body, String role) {
    Optional<String> agency = body.text(role + "agency_name");
    Optional<String> other = body.text(role + "xrole_name");
    if (agency.isPresent() && other.isPresent() && !agency.equals(other)) {
      throw DomainRefused.invalid(role + "xrole_name");
    }
    return agency.or(() -> other).orElseThrow(() -> DomainRefused.invalid(role + "agency_name"));
  }

  private static Domain domain(DomainBody body, String id, String name) {
    Optional<String> byId = body.text(id);
    Optional<String> byName = body.text(name);
    if (byId.isPresent() == byName.isPresent()) {
      throw DomainRefused.invalid(id);
    }
    return byId.<Domain>map(Domain.ById::new)
        .orElseGet(() -> new Domain.ByName(byName.orElseThrow()));
  }

  private static Json credential(Granted granted) {
    try (granted) {
      return new DomainJson.Builder()
          .with("access", granted.accessKeyId())
          .with("secret", granted.secret().use(DomainApi::ascii))
          .with("securitytoken", granted.token())
          .with("expires_at", time(granted.expiresAt()))
          .within("credential");
    }
  }

  private Uni<Json> permanentKey(Caller caller, DomainBody body) {
    String userId = body.required("credential.user_id");
    body.requireRead();
    return domains.addKey(caller, userId).map(DomainApi::credential);
  }

  private static Json credential(Created created) {
    try (created) {
      return new DomainJson.Builder()
          .with("user_id", DomainIds.ofUser(created.member()))
          .with("access", created.key().id())
          .with("secret", created.secret().use(DomainApi::ascii))
          .with("status", "active")
          .with("create_time", time(created.key().status().createdAt()))
          .within("credential");
    }
  }

  private static String ascii(byte[] secret) {
    return new String(secret, StandardCharsets.US_ASCII);
  }

  private Uni<Json> user(Caller caller, DomainBody body) {
    String domainId = body.required("user.domain_id");
    String name = body.required("user.name");
    body.requireRead();
    return domains
        .addUser(caller, domainId, name)
        .map(made -> member(made, domainId).with("enabled", new Json.Flag(true)).within("user"));
  }

  private Uni<Json> agency(Caller caller, DomainBody body) {
    String domainId = body.required("agency.domain_id");
    DomainAdmin.NewAgency wanted =
        new DomainAdmin.NewAgency(
            body.required("agency.name"),
            domainId,
            domain(body, "agency.trust_domain_id", "agency.trust_domain_name"),
            body.text("agency.description"));
    requireForever(body.text("agency.duration"));
    body.requireRead();
    return domains
        .addAgency(caller, wanted)
        .map(
            made ->
                member(made, domainId)
                    .with("description", wanted.description().orElse(""))
                    .with("duration", "FOREVER")
                    .within("agency"));
  }

  /** An agency that ends by itself would have to. */
  private static void requireForever(Optional<String> duration) {
    duration
        .filter(word -> !word.equals("FOREVER"))
        .ifPresent(
            word -> {
              throw DomainRefused.notOffered("agency.duration " + word);
            });
  }

  private static DomainJson.Builder member(Member made, String domainId) {
    return new DomainJson.Builder()
        .with("id", made.kind() == Member.Kind.USER ? DomainIds.ofUser(made) : made.id())
        .with("name", made.name().text())
        .with("domain_id", domainId)
        .with("create_time", time(made.createdAt()));
  }

  private static String time(Instant instant) {
    return MICROSECONDS.format(instant);
  }
}
