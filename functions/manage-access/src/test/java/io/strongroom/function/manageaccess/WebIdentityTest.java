package io.strongroom.function.manageaccess;

import static io.strongroom.testkit.SignedRequests.signedForIdentities;
import static io.strongroom.testkit.SignedRequests.unsignedForm;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestIdentity;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles for whoever an issuer of OpenID Connect vouches for. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class WebIdentityTest {

  private static final String RESULT =
      "AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.";

  private TestIssuer issuer;
  private String role = "";

  @BeforeEach
  void trustAnIssuer() throws IOException, JoseException {
    issuer = new TestIssuer();
    role = "role-" + UUID.randomUUID();
    asRoot(
            "Action=CreateOpenIDConnectProvider&ClientIDList.member.1=storage&Url="
                + encoded(issuer.url()))
        .statusCode(200);
    String name = issuer.url().replace("http://", "");
    asRoot(
            "Action=CreateRole&RoleName="
                + role
                + "&AssumeRolePolicyDocument="
                + encoded(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                    "Principal":{"Federated":"arn:aws:iam::%s:oidc-provider/%s"},
                    "Action":"sts:AssumeRoleWithWebIdentity",
                    "Condition":{"StringEquals":{"%s:sub":"alice"}}}]}"""
                        .formatted(TestIdentity.ACCOUNT, name, name)))
        .statusCode(200);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static ValidatableResponse asRoot(String form) {
    return signedForIdentities(TestIdentity.root()).body(form).post("/").then();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private ValidatableResponse assume(String token) {
    return unsignedForm()
        .body(
            "Action=AssumeRoleWithWebIdentity&RoleSessionName=session&RoleArn="
                + encoded("arn:aws:iam::" + TestIdentity.ACCOUNT + ":role/" + role)
                + "&WebIdentityToken="
                + encoded(token))
        .post("/")
        .then();
  }

  private static void assertRefused(ValidatableResponse answer, int status, String code) {
    answer.statusCode(status).body("ErrorResponse.Error.Code", equalTo(code));
  }

  @Test
  void assume_tokenOfTheSubject_givesASession() throws JoseException {
    assume(issuer.signed(issuer.claims("alice")))
        .statusCode(200)
        .body(RESULT + "Credentials.AccessKeyId", startsWith("ASIA"))
        .body(RESULT + "SubjectFromWebIdentityToken", equalTo("alice"))
        .body(RESULT + "Audience", equalTo("storage"));
  }

  @Test
  void assume_anotherSubject_denied() throws JoseException {
    assertRefused(assume(issuer.signed(issuer.claims("mallory"))), 403, "AccessDenied");
  }

  @Test
  void assume_anotherAudience_refused() throws JoseException {
    JwtClaims claims = issuer.claims("alice");
    claims.setAudience("somebody");

    assertRefused(assume(issuer.signed(claims)), 400, "InvalidIdentityToken");
  }

  @Test
  void assume_expired_refused() throws JoseException {
    JwtClaims claims = issuer.claims("alice");
    claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 120));

    assertRefused(assume(issuer.signed(claims)), 400, "ExpiredTokenException");
  }

  @Test
  void assume_unsignedToken_refused() {
    String header = part("{\"alg\":\"none\"}");

    assertRefused(
        assume(header + "." + part(issuer.claims("alice").toJson()) + "."),
        400,
        "InvalidIdentityToken");
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void assume_signedByAnotherKeyOfThatName_refused() throws JoseException {
    assume(issuer.signed(issuer.claims("alice"))).statusCode(200);
    JsonWebSignature forged = new JsonWebSignature();
    forged.setPayload(issuer.claims("alice").toJson());
    forged.setKey(org.jose4j.jwk.RsaJwkGenerator.generateJwk(2048).getPrivateKey());
    forged.setKeyIdHeaderValue("first");
    forged.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    forged.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);

    assertRefused(assume(forged.getCompactSerialization()), 400, "InvalidIdentityToken");
  }

  @Test
  void assume_issuerRotatedItsKeys_newOnesAreFetched() throws JoseException, InterruptedException {
    assume(issuer.signed(issuer.claims("alice"))).statusCode(200);
    issuer.rotate("second");
    // Keys are not fetched more often.
    Thread.sleep(Duration.ofSeconds(3));

    assume(issuer.signed(issuer.claims("alice"))).statusCode(200);
  }

  @Test
  void anyOtherAction_withoutASignature_refused() {
    unsignedForm()
        .body("Action=GetCallerIdentity")
        .post("/")
        .then()
        .statusCode(403)
        .body("ErrorResponse.Error.Code", equalTo("MissingAuthenticationToken"));
  }
}
