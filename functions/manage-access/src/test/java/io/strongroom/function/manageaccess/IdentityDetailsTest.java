package io.strongroom.function.manageaccess;

import static io.strongroom.testkit.SignedRequests.signedForIdentities;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestIdentity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Limits, tags, versions of policies, and what policies would decide. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class IdentityDetailsTest {

  private static final String READ =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject",
      "Resource":"arn:aws:s3:::vault/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}}]}""";

  private static final String ALL =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

  private static ValidatableResponse asRoot(String form) {
    return signedForIdentities(TestIdentity.root()).body(form).post("/").then();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String newUser() {
    String name = "user-" + UUID.randomUUID();
    asRoot("Action=CreateUser&UserName=" + name).statusCode(200);
    return name;
  }

  private static String newPolicy(String document) {
    return asRoot(
            "Action=CreatePolicy&PolicyName=policy-"
                + UUID.randomUUID()
                + "&PolicyDocument="
                + encoded(document))
        .statusCode(200)
        .extract()
        .path("CreatePolicyResponse.CreatePolicyResult.Policy.Arn");
  }

  @Test
  void boundary_putShownAndTakenAway() {
    String user = newUser();
    String policy = newPolicy(READ);

    asRoot(
            "Action=PutUserPermissionsBoundary&UserName="
                + user
                + "&PermissionsBoundary="
                + encoded(policy))
        .statusCode(200);

    asRoot("Action=GetUser&UserName=" + user)
        .body(
            "GetUserResponse.GetUserResult.User.PermissionsBoundary.PermissionsBoundaryArn",
            equalTo(policy));
    asRoot("Action=GetPolicy&PolicyArn=" + encoded(policy))
        .body(
            "GetPolicyResponse.GetPolicyResult.Policy.PermissionsBoundaryUsageCount", equalTo("1"));
    asRoot("Action=DeletePolicy&PolicyArn=" + encoded(policy))
        .statusCode(409)
        .body("ErrorResponse.Error.Code", equalTo("DeleteConflict"));
    asRoot("Action=DeleteUserPermissionsBoundary&UserName=" + user).statusCode(200);
    asRoot("Action=DeleteUserPermissionsBoundary&UserName=" + user).statusCode(404);
    asRoot("Action=DeletePolicy&PolicyArn=" + encoded(policy)).statusCode(200);
  }

  @Test
  void boundary_noPolicyOfTheAccount_refused() {
    asRoot(
            "Action=CreateUser&UserName=bounded&PermissionsBoundary="
                + encoded("arn:aws:iam::" + TestIdentity.ACCOUNT + ":policy/none"))
        .statusCode(404)
        .body("ErrorResponse.Error.Message", containsString("does not exist"));
  }

  @Test
  void tags_ofAUser_addedReplacedWithoutCaseAndRemoved() {
    String user = newUser();

    asRoot(
            "Action=TagUser&UserName="
                + user
                + "&Tags.member.1.Key=Team&Tags.member.1.Value=red"
                + "&Tags.member.2.Key=cost&Tags.member.2.Value=1")
        .statusCode(200);
    asRoot("Action=TagUser&UserName=" + user + "&Tags.member.1.Key=team&Tags.member.1.Value=blue")
        .statusCode(200);

    asRoot("Action=ListUserTags&UserName=" + user)
        .body("ListUserTagsResponse.ListUserTagsResult.Tags.member.size()", equalTo(2))
        .body("ListUserTagsResponse.ListUserTagsResult.Tags.member[1].Value", equalTo("blue"));
    asRoot("Action=UntagUser&UserName=" + user + "&TagKeys.member.1=team").statusCode(200);
    asRoot("Action=ListUserTags&UserName=" + user)
        .body("ListUserTagsResponse.ListUserTagsResult.Tags.member.size()", equalTo(1));
  }

  @Test
  void tags_ofOneKey_refused() {
    asRoot(
            "Action=CreateUser&UserName=twice&Tags.member.1.Key=a&Tags.member.1.Value=1"
                + "&Tags.member.2.Key=A&Tags.member.2.Value=2")
        .statusCode(400)
        .body("ErrorResponse.Error.Code", equalTo("InvalidParameterValue"));
  }

  @Test
  void versions_fiveAtMost_oneCounts_andItStays() {
    String policy = newPolicy(READ);
    for (int i = 2; i <= 5; i++) {
      asRoot(
              "Action=CreatePolicyVersion&SetAsDefault="
                  + (i == 3)
                  + "&PolicyArn="
                  + encoded(policy)
                  + "&PolicyDocument="
                  + encoded(ALL))
          .statusCode(200)
          .body(
              "CreatePolicyVersionResponse.CreatePolicyVersionResult.PolicyVersion.VersionId",
              equalTo("v" + i));
    }

    asRoot(
            "Action=CreatePolicyVersion&PolicyArn="
                + encoded(policy)
                + "&PolicyDocument="
                + encoded(ALL))
        .statusCode(409)
        .body("ErrorResponse.Error.Code", equalTo("LimitExceeded"));
    asRoot("Action=GetPolicy&PolicyArn=" + encoded(policy))
        .body("GetPolicyResponse.GetPolicyResult.Policy.DefaultVersionId", equalTo("v3"));
    asRoot("Action=DeletePolicyVersion&VersionId=v3&PolicyArn=" + encoded(policy)).statusCode(409);
    asRoot("Action=SetDefaultPolicyVersion&VersionId=v1&PolicyArn=" + encoded(policy))
        .statusCode(200);
    asRoot("Action=DeletePolicyVersion&VersionId=v3&PolicyArn=" + encoded(policy)).statusCode(200);
    asRoot("Action=GetPolicyVersion&VersionId=v3&PolicyArn=" + encoded(policy)).statusCode(404);
    asRoot("Action=GetPolicyVersion&VersionId=v1&PolicyArn=" + encoded(policy))
        .body(
            "GetPolicyVersionResponse.GetPolicyVersionResult.PolicyVersion.Document",
            equalTo(encoded(READ).replace("+", "%20").replace("*", "%2A")));
    asRoot("Action=DeletePolicy&PolicyArn=" + encoded(policy)).statusCode(409);
  }

  @Test
  void simulate_aPrincipal_namesTheStatementAndWhatIsMissing() {
    String user = newUser();
    asRoot(
            "Action=PutUserPolicy&UserName="
                + user
                + "&PolicyName=reading&PolicyDocument="
                + encoded(READ))
        .statusCode(200);
    String question =
        "Action=SimulatePrincipalPolicy&ActionNames.member.1=s3:GetObject"
            + "&ResourceArns.member.1=arn:aws:s3:::vault/plan&PolicySourceArn="
            + encoded("arn:aws:iam::" + TestIdentity.ACCOUNT + ":user/" + user);
    String result =
        "SimulatePrincipalPolicyResponse.SimulatePrincipalPolicyResult.EvaluationResults.member.";

    asRoot(question)
        .statusCode(200)
        .body(result + "EvalDecision", equalTo("implicitDeny"))
        .body(result + "MissingContextValues.member", equalTo("aws:principaltag/team"));
    asRoot(
            question
                + "&ContextEntries.member.1.ContextKeyName=aws:PrincipalTag/team"
                + "&ContextEntries.member.1.ContextKeyType=string"
                + "&ContextEntries.member.1.ContextKeyValues.member.1=red")
        .body(result + "EvalDecision", equalTo("allowed"))
        .body(result + "MatchedStatements.member.SourcePolicyId", equalTo("reading#Read"));
  }

  @Test
  void simulate_customPolicies_aDenyWins() {
    String deny =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:Put*","Resource":"*"}]}""";

    asRoot(
            "Action=SimulateCustomPolicy&ActionNames.member.1=s3:PutObject&PolicyInputList.member.1="
                + encoded(ALL)
                + "&PolicyInputList.member.2="
                + encoded(deny))
        .statusCode(200)
        .body(
            "SimulateCustomPolicyResponse.SimulateCustomPolicyResult.EvaluationResults.member.EvalDecision",
            equalTo("explicitDeny"));
  }

  @Test
  void updateUser_anotherName_keepsTheId_andTakesNobodyElses() {
    String one = newUser();
    String other = newUser();
    String id =
        asRoot("Action=GetUser&UserName=" + one)
            .extract()
            .path("GetUserResponse.GetUserResult.User.UserId");

    asRoot("Action=UpdateUser&UserName=" + one + "&NewUserName=" + other)
        .statusCode(409)
        .body("ErrorResponse.Error.Code", equalTo("EntityAlreadyExists"));
    asRoot("Action=UpdateUser&UserName=" + one + "&NewPath=/team/&NewUserName=" + one + "-new")
        .statusCode(200);
    asRoot("Action=GetUser&UserName=" + one + "-new")
        .body("GetUserResponse.GetUserResult.User.UserId", equalTo(id))
        .body("GetUserResponse.GetUserResult.User.Path", equalTo("/team/"));
  }

  @Test
  void role_trustingNobodyThatIsThere_refused() {
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:user/nobody-of-this-name"},"Action":"sts:AssumeRole"}]}"""
            .formatted(TestIdentity.ACCOUNT);

    asRoot("Action=CreateRole&RoleName=trusting&AssumeRolePolicyDocument=" + encoded(trust))
        .statusCode(400)
        .body("ErrorResponse.Error.Code", equalTo("MalformedPolicyDocument"))
        .body("ErrorResponse.Error.Message", containsString("Invalid principal in policy"));
  }

  @Test
  void getAccessKeyLastUsed_neverUsed_saysSo() {
    String user = newUser();
    String key =
        asRoot("Action=CreateAccessKey&UserName=" + user)
            .extract()
            .path("CreateAccessKeyResponse.CreateAccessKeyResult.AccessKey.AccessKeyId");

    asRoot("Action=GetAccessKeyLastUsed&AccessKeyId=" + key)
        .statusCode(200)
        .body(
            "GetAccessKeyLastUsedResponse.GetAccessKeyLastUsedResult.AccessKeyLastUsed.ServiceName",
            equalTo("N/A"));
  }

  @Test
  void federationToken_namesTheFederatedUser() {
    asRoot(
            "Action=GetFederationToken&Name=kim&Policy="
                + encoded(ALL)
                + "&Tags.member.1.Key=team&Tags.member.1.Value=red")
        .statusCode(200)
        .body(
            "GetFederationTokenResponse.GetFederationTokenResult.FederatedUser.Arn",
            equalTo("arn:aws:sts::" + TestIdentity.ACCOUNT + ":federated-user/kim"));
  }

  @Test
  void listEntitiesAndSummary_count() {
    String policy = newPolicy(READ);
    String user = newUser();
    asRoot("Action=AttachUserPolicy&UserName=" + user + "&PolicyArn=" + encoded(policy))
        .statusCode(200);

    asRoot("Action=ListEntitiesForPolicy&PolicyArn=" + encoded(policy))
        .body(
            "ListEntitiesForPolicyResponse.ListEntitiesForPolicyResult.PolicyUsers.member.UserName",
            equalTo(user));
    asRoot("Action=GetAccountSummary").statusCode(200);
  }
}
