package io.strongroom.function.manageaccess;

import static io.strongroom.testkit.SignedRequests.signedForIdentities;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strongroom.signing.Credential;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestIdentity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The function {@code manage-access} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class ManageAccessFunctionTest {

  private static final int TRIES = 100;
  private static final long PAUSE_NANOS = 100_000_000;

  private static final String ALLOW_USERS =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*User*","Resource":"*"}]}""";

  private static ValidatableResponse call(Credential who, String form) {
    return signedForIdentities(who).body(form).post("/").then();
  }

  private static ValidatableResponse asRoot(String form) {
    return call(TestIdentity.root(), form);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Credential keyOf(String user) {
    ValidatableResponse created = asRoot("Action=CreateAccessKey&UserName=" + user);
    created.statusCode(200);
    String path = "CreateAccessKeyResponse.CreateAccessKeyResult.AccessKey.";
    return Credential.of(
        created.extract().path(path + "AccessKeyId"),
        created.extract().path(path + "SecretAccessKey"),
        "arn:aws:iam::" + TestIdentity.ACCOUNT + ":user/" + user,
        TestIdentity.ACCOUNT);
  }

  @Test
  void getCallerIdentity_user_namesTheUser() {
    call(TestIdentity.credential(), "Action=GetCallerIdentity&Version=2011-06-15")
        .statusCode(200)
        .body(
            "GetCallerIdentityResponse.GetCallerIdentityResult.Arn",
            equalTo("arn:aws:iam::" + TestIdentity.ACCOUNT + ":user/alice"));
  }

  @Test
  void createUser_aKeyAndAPolicy_letTheUserDoWhatItSays() {
    asRoot("Action=CreateUser&UserName=bob")
        .statusCode(200)
        .body(
            "CreateUserResponse.CreateUserResult.User.Arn",
            equalTo("arn:aws:iam::" + TestIdentity.ACCOUNT + ":user/bob"))
        .body("CreateUserResponse.CreateUserResult.User.UserId", startsWith("AIDA"));
    Credential bob = keyOf("bob");

    call(bob, "Action=ListUsers")
        .statusCode(403)
        .body("ErrorResponse.Error.Code", equalTo("AccessDenied"));
    asRoot(
            "Action=PutUserPolicy&UserName=bob&PolicyName=users&PolicyDocument="
                + encoded(ALLOW_USERS))
        .statusCode(200);
    eventually(bob, "Action=ListUsers", 200);

    asRoot("Action=UpdateAccessKey&UserName=bob&Status=Inactive&AccessKeyId=" + bob.accessKeyId())
        .statusCode(200);
    eventually(bob, "Action=GetCallerIdentity", 403)
        .body("ErrorResponse.Error.Code", equalTo("InvalidClientTokenId"));
  }

  /** What a process knows of a key may be up to a second old. */
  private static ValidatableResponse eventually(Credential sender, String form, int status) {
    ValidatableResponse answer = call(sender, form);
    for (int i = 0; i < TRIES && answer.extract().statusCode() != status; i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = call(sender, form);
    }
    return answer.statusCode(status);
  }

  @Test
  void deleteUser_withAKey_conflict() {
    asRoot("Action=CreateUser&UserName=carol").statusCode(200);
    keyOf("carol");

    asRoot("Action=DeleteUser&UserName=carol")
        .statusCode(409)
        .body("ErrorResponse.Error.Code", equalTo("DeleteConflict"));
  }

  @Test
  void createUser_twice_refusedWithoutCase() {
    asRoot("Action=CreateUser&UserName=dora").statusCode(200);

    asRoot("Action=CreateUser&UserName=Dora")
        .statusCode(409)
        .body("ErrorResponse.Error.Code", equalTo("EntityAlreadyExists"));
  }

  @Test
  void call_actionNobodyOffers_refusedByName() {
    asRoot("Action=CreateSAMLProvider")
        .statusCode(400)
        .body("ErrorResponse.Error.Code", equalTo("InvalidAction"));
  }

  @Test
  void call_parameterNobodyReads_refusedByName() {
    asRoot("Action=CreateUser&UserName=erin&Colour=blue")
        .statusCode(400)
        .body("ErrorResponse.Error.Code", equalTo("InvalidInput"));
  }

  @Test
  void putUserPolicy_notAPolicy_refused() {
    asRoot("Action=CreateUser&UserName=frank").statusCode(200);

    asRoot("Action=PutUserPolicy&UserName=frank&PolicyName=p&PolicyDocument=invalid")
        .statusCode(400)
        .body("ErrorResponse.Error.Code", equalTo("MalformedPolicyDocument"))
        .body("ErrorResponse.Error.Message", equalTo("Syntax errors in policy."));
  }

  @Test
  void createAccount_notTheOperator_refused() {
    call(TestIdentity.credential(), "Action=CreateAccount&AccountName=other")
        .statusCode(403)
        .body("ErrorResponse.Error.Code", equalTo("AccessDenied"));
  }
}
