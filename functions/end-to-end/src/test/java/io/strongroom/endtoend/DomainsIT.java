package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import io.strongroom.endtoend.DomainClient.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.iam.IamClient;

/** Users, agencies and temporary keys as Huawei's clients ask for them, used by the OBS SDK. */
@ExtendWith(StrongroomExtension.class)
class DomainsIT {

  private static final String READ_ALL =
      """
      {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["obs:object:GetObject"]}]}\
      """;

  private final Strongroom strongroom;
  private final DomainClient root;
  private final IamClient iam;
  private String bucket = "";
  private String domain = "";

  DomainsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.root = DomainClient.of(strongroom, strongroom.root());
    this.iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createBucket() throws IOException {
    bucket = strongroom.newBucket();
    domain = Accounts.domainOf(strongroom, Accounts.id(strongroom));
    try (ObsClient obs = strongroom.obs()) {
      obs.putObject(bucket, "plan", content("plan"));
    }
  }

  private static ByteArrayInputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String get(Said key) throws IOException {
    try (ObsClient obs = key.obs(strongroom)) {
      return new String(
          obs.getObject(bucket, "plan").getObjectContent().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A user that the API of domains made, and their permanent key. */
  private Said newUser(String name) {
    Said user =
        root.post(
            "OS-USER/users", "{\"user\":{\"domain_id\":\"%s\",\"name\":\"%s\"}}", domain, name);
    assertThat(user.status()).as(user.body()).isEqualTo(201);
    Said key =
        root.post(
            "OS-CREDENTIAL/credentials", "{\"credential\":{\"user_id\":\"%s\"}}", user.text("id"));
    assertThat(key.status()).as(key.body()).isEqualTo(201);
    return key;
  }

  @Test
  void temporaryKeys_ofAUser_readWithTheirToken_andNotWithoutIt() throws IOException {
    String name = "user-" + UUID.randomUUID();
    Said permanent = newUser(name);
    iam.putUserPolicy(request -> request.userName(name).policyName("p").policyDocument(READ_ALL));

    Said temporary =
        permanent
            .signer(strongroom)
            .post(
                "OS-CREDENTIAL/securitytokens",
                "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"duration_seconds\":900}}}}");

    assertThat(temporary.status()).as(temporary.body()).isEqualTo(201);
    assertThat(temporary.text("expires_at")).matches("2.*T.*[.][0-9]{6}Z");
    assertThat(get(temporary)).isEqualTo("plan");
    assertThatThrownBy(() -> get(temporary.withoutToken()))
        .isInstanceOfSatisfying(
            ObsException.class, e -> assertThat(e.getResponseCode()).isEqualTo(403));
    assertThatThrownBy(() -> get(temporary.withToken("x" + temporary.text("securitytoken"))))
        .isInstanceOf(ObsException.class);
    try (ObsClient obs = temporary.obs(strongroom)) {
      assertThatThrownBy(() -> obs.putObject(bucket, "more", content("more")))
          .isInstanceOfSatisfying(
              ObsException.class, e -> assertThat(e.getErrorCode()).isEqualTo("AccessDenied"));
    }
  }

  @Test
  void temporaryKeys_withAPolicy_mayDoNoMoreThanItSays() throws IOException {
    Said narrowed =
        root.post(
            "OS-CREDENTIAL/securitytokens",
            """
            {"auth":{"identity":{"methods":["token"],"policy":{"Version":"1.1","Statement":[
            {"Effect":"Allow","Action":["obs:object:GetObject"],"Resource":["obs:*:*:object:%s/plan"]}]}}}}\
            """,
            bucket);

    assertThat(narrowed.status()).as(narrowed.body()).isEqualTo(201);
    assertThat(get(narrowed)).isEqualTo("plan");
    try (ObsClient obs = narrowed.obs(strongroom)) {
      assertThatThrownBy(() -> obs.deleteObject(bucket, "plan")).isInstanceOf(ObsException.class);
      assertThatThrownBy(() -> obs.listObjects(bucket)).isInstanceOf(ObsException.class);
    }
  }

  @Test
  void agency_ofAnotherDomain_trustedAndUsed_andNobodyElses() throws IOException {
    Accounts.Account partner = Accounts.add(strongroom, "partner-" + UUID.randomUUID());
    Accounts.Account stranger = Accounts.add(strongroom, "stranger-" + UUID.randomUUID());
    String agency = "agency-" + UUID.randomUUID();
    Said made =
        root.post(
            "OS-AGENCY/agencies",
            """
            {"agency":{"name":"%s","domain_id":"%s","trust_domain_id":"%s","description":"reads"}}\
            """,
            agency,
            domain,
            Accounts.domainOf(strongroom, partner.id()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    iam.putRolePolicy(request -> request.roleName(agency).policyName("p").policyDocument(READ_ALL));
    String wish =
        """
        {"auth":{"identity":{"methods":["assume_role"],"assume_role":{"domain_id":"%s",
        "%s":"%s","duration_seconds":3600}}}}\
        """;

    Said granted =
        DomainClient.of(strongroom, partner.root())
            .post("OS-CREDENTIAL/securitytokens", wish, domain, "agency_name", agency);
    Said other =
        DomainClient.of(strongroom, stranger.root())
            .post("OS-CREDENTIAL/securitytokens", wish, domain, "agency_name", agency);
    Said none =
        DomainClient.of(strongroom, stranger.root())
            .post("OS-CREDENTIAL/securitytokens", wish, domain, "xrole_name", "no-such-agency");

    assertThat(granted.status()).as(granted.body()).isEqualTo(201);
    assertThat(get(granted)).isEqualTo("plan");
    assertThat(other.status()).isEqualTo(403);
    assertThat(none.status()).isEqualTo(403);
    assertThat(none.text("error_msg")).isEqualTo(other.text("error_msg"));

    iam.deleteRolePolicy(request -> request.roleName(agency).policyName("p"));
    iam.deleteRole(request -> request.roleName(agency));
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());

    assertThatThrownBy(() -> get(granted)).isInstanceOf(ObsException.class);
  }

  @Test
  void call_thatIsNotUnderstood_refusedByName() {
    assertThat(root.post("OS-CREDENTIAL/credentials", "{").status()).isEqualTo(400);
    assertThat(root.post("OS-MFA/virtual-mfa-devices", "{}").text("error_msg"))
        .contains("/v3.0/OS-MFA/virtual-mfa-devices");
    assertThat(
            root.post(
                    "OS-USER/users",
                    "{\"user\":{\"domain_id\":\"%s\",\"name\":\"a\",\"password\":\"x\"}}",
                    domain)
                .text("error_msg"))
        .contains("user.password");
    assertThat(
            root.post("OS-USER/users", "{\"user\":{\"domain_id\":\"x\",\"name\":\"a\"}}").status())
        .isEqualTo(400);
    assertThat(
            root.post(
                    "OS-CREDENTIAL/securitytokens",
                    "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"duration_seconds\":86401}}}}")
                .status())
        .isEqualTo(400);
  }
}
