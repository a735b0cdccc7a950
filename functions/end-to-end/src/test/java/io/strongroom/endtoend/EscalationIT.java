package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Somebody who may manage a few identities and tries to become more than they are. */
@ExtendWith(StrongroomExtension.class)
class EscalationIT {

  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
  private static final String READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
  private static final String EVERYTHING = policy(allowing("\"*\"", "\"*\""));

  private final Strongroom strongroom;
  private final IamClient root;
  private final String id = UUID.randomUUID().toString();
  private final String name = "mallory-" + id;
  private final String other = "victim-" + id;
  private AwsCredentialsProvider key;
  private IamClient mallory;
  private String account = "";

  EscalationIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.root = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createUsers() {
    account = Accounts.id(strongroom);
    root.createUser(request -> request.userName(name));
    root.createUser(request -> request.userName(other));
    AccessKey made = root.createAccessKey(request -> request.userName(name)).accessKey();
    key =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey()));
    mallory = strongroom.iam(key);
  }

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String allowing(String actions, String resources) {
    return "{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":%s}".formatted(actions, resources);
  }

  private void allow(String... statements) {
    root.putUserPolicy(
        request -> request.userName(name).policyName("p").policyDocument(policy(statements)));
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  private static void assertAllDenied(ThrowingCallable... calls) {
    Stream.of(calls).forEach(EscalationIT::assertDenied);
  }

  @Test
  void ownKeysOnly_nobodyElsesAndNoOtherThing() {
    allow(allowing("\"iam:*AccessKey*\"", "\"arn:aws:iam::*:user/${aws:username}\""));

    mallory.listAccessKeys(request -> request.userName(name));
    AccessKey second = mallory.createAccessKey().accessKey();
    mallory.deleteAccessKey(request -> request.accessKeyId(second.accessKeyId()));
    AccessKey victims = root.createAccessKey(request -> request.userName(other)).accessKey();
    assertAllDenied(
        () -> mallory.createAccessKey(request -> request.userName(other)),
        () -> mallory.createAccessKey(request -> request.userName("root")),
        () -> mallory.listAccessKeys(request -> request.userName(other)),
        () ->
            mallory.updateAccessKey(
                request ->
                    request
                        .userName(other)
                        .accessKeyId(victims.accessKeyId())
                        .status(StatusType.INACTIVE)),
        () -> mallory.attachUserPolicy(request -> request.userName(name).policyArn(ADMIN)),
        () ->
            mallory.putUserPolicy(
                request -> request.userName(name).policyName("more").policyDocument(EVERYTHING)));
    // A key of somebody else is not found under one's own name.
    assertThatThrownBy(
            () ->
                mallory.deleteAccessKey(
                    request -> request.userName(name).accessKeyId(victims.accessKeyId())))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity"));
  }

  @Test
  void oneManagedPolicyOnly_noOther_andAGuardIsNotTakenOff() {
    root.attachUserPolicy(request -> request.userName(name).policyArn(READ));
    allow(
        """
        {"Effect":"Allow","Action":"iam:AttachUserPolicy","Resource":"*",
        "Condition":{"ArnEquals":{"iam:PolicyARN":"%s"}}}\
        """
            .formatted(READ),
        allowing("\"iam:DetachUserPolicy\"", "\"*\""),
        """
        {"Effect":"Deny","Action":"iam:DetachUserPolicy","Resource":"*",
        "Condition":{"ArnEquals":{"iam:PolicyARN":"%s"}}}\
        """
            .formatted(READ));

    mallory.attachUserPolicy(request -> request.userName(other).policyArn(READ));
    assertAllDenied(
        () -> mallory.attachUserPolicy(request -> request.userName(name).policyArn(ADMIN)),
        () -> mallory.detachUserPolicy(request -> request.userName(name).policyArn(READ)));
  }

  @Test
  void delegatedAdministrator_makesNobodyWithoutTheLimit_andLiftsNone() {
    String limit =
        root.createPolicy(
                request ->
                    request
                        .policyName("limit-" + id)
                        .policyDocument(policy(allowing("\"s3:*\"", "\"*\""))))
            .policy()
            .arn();
    allow(
        """
        {"Effect":"Allow","Action":["iam:CreateUser","iam:PutUserPolicy","iam:AttachUserPolicy",
        "iam:PutUserPermissionsBoundary","iam:DetachUserPolicy","iam:DeleteUserPolicy"],
        "Resource":"*","Condition":{"StringEquals":{"iam:PermissionsBoundary":"%s"}}}\
        """
            .formatted(limit));
    String made = "made-" + id;

    mallory.createUser(request -> request.userName(made).permissionsBoundary(limit));
    mallory.attachUserPolicy(request -> request.userName(made).policyArn(ADMIN));
    mallory.putUserPolicy(
        request -> request.userName(made).policyName("p").policyDocument(EVERYTHING));
    assertAllDenied(
        () -> mallory.createUser(request -> request.userName("free-" + id)),
        () ->
            mallory.createUser(
                request -> request.userName("free-" + id).permissionsBoundary(ADMIN)),
        () -> mallory.attachUserPolicy(request -> request.userName(name).policyArn(ADMIN)),
        () -> mallory.attachUserPolicy(request -> request.userName(other).policyArn(ADMIN)),
        () ->
            mallory.putUserPolicy(
                request -> request.userName(other).policyName("p").policyDocument(EVERYTHING)),
        () -> mallory.deleteUserPermissionsBoundary(request -> request.userName(made)),
        () ->
            mallory.putUserPermissionsBoundary(
                request -> request.userName(made).permissionsBoundary(ADMIN)),
        () ->
            mallory.createPolicyVersion(
                request -> request.policyArn(limit).policyDocument(EVERYTHING).setAsDefault(true)),
        () -> mallory.setDefaultPolicyVersion(request -> request.policyArn(limit).versionId("v1")),
        () -> mallory.deletePolicy(request -> request.policyArn(limit)));
  }

  @Test
  void groupsPathsAndTags_holdWhoeverIsLimitedByThem() {
    root.createGroup(request -> request.groupName("admins-" + id));
    root.createGroup(request -> request.groupName("devs-" + id));
    root.createUser(request -> request.userName("ops-" + id).path("/ops/"));
    root.createUser(request -> request.userName("dev-" + id).path("/dev/"));
    root.tagUser(
        request ->
            request.userName(other).tags(Tag.builder().key("protected").value("yes").build()));
    allow(
        allowing("\"iam:AddUserToGroup\"", "\"arn:aws:iam::*:group/devs-*\""),
        allowing("[\"iam:UpdateUser\",\"iam:DeleteUser\"]", "\"arn:aws:iam::*:user/dev/*\""),
        allowing("\"iam:CreateAccessKey\"", "\"*\""),
        """
        {"Effect":"Deny","Action":"iam:*","Resource":"*",
        "Condition":{"StringEquals":{"aws:ResourceTag/protected":"yes"}}}\
        """);

    mallory.addUserToGroup(request -> request.groupName("devs-" + id).userName(name));
    mallory.createAccessKey(request -> request.userName("dev-" + id));
    assertAllDenied(
        () -> mallory.addUserToGroup(r -> r.groupName("admins-" + id).userName(name)),
        () -> mallory.updateUser(r -> r.userName("dev-" + id).newPath("/ops/")),
        () -> mallory.updateUser(r -> r.userName("ops-" + id).newPath("/dev/")),
        () -> mallory.deleteUser(r -> r.userName("ops-" + id)),
        () -> mallory.createAccessKey(r -> r.userName(other)),
        () ->
            mallory.putGroupPolicy(
                r -> r.groupName("devs-" + id).policyName("p").policyDocument(EVERYTHING)));
  }

  @Test
  void role_thatTrustsOthers_isNotReached_norItsTrustChanged() {
    String role = "role-" + id;
    String arn =
        root.createRole(
                request ->
                    request
                        .roleName(role)
                        .assumeRolePolicyDocument(
                            trusting("arn:aws:iam::" + account + ":user/" + other)))
            .role()
            .arn();
    root.attachRolePolicy(request -> request.roleName(role).policyArn(ADMIN));
    allow(allowing("[\"sts:*\",\"s3:*\"]", "\"*\""));

    assertAllDenied(
        () ->
            strongroom.sts(key).assumeRole(request -> request.roleArn(arn).roleSessionName("mine")),
        () ->
            mallory.updateAssumeRolePolicy(
                request ->
                    request
                        .roleName(role)
                        .policyDocument(trusting("arn:aws:iam::" + account + ":user/" + name))));

    root.updateAssumeRolePolicy(
        request -> request.roleName(role).policyDocument(trusting(account)));
    Credentials federated =
        strongroom
            .sts(key)
            .getFederationToken(request -> request.name("guest").policy(EVERYTHING))
            .credentials();
    assertDenied(
        () ->
            strongroom
                .sts(session(federated))
                .assumeRole(request -> request.roleArn(arn).roleSessionName("mine")));
  }

  private static String trusting(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}"
        .formatted(principal);
  }

  private static AwsCredentialsProvider session(Credentials granted) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken()));
  }

  @Test
  void narrowedSession_makesNoKeysThatAreWider() {
    root.attachUserPolicy(request -> request.userName(name).policyArn(ADMIN));
    allow(allowing("\"*\"", "\"*\""));
    String role = "wide-" + id;
    String arn =
        root.createRole(
                request -> request.roleName(role).assumeRolePolicyDocument(trusting(account)))
            .role()
            .arn();
    root.attachRolePolicy(request -> request.roleName(role).policyArn(ADMIN));
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    Credentials narrow =
        strongroom
            .sts(key)
            .assumeRole(
                request ->
                    request
                        .roleArn(arn)
                        .roleSessionName("narrow")
                        .policy(policy(allowing("\"s3:GetObject\"", "\"*\""))))
            .credentials();
    IamClient limited = strongroom.iam(session(narrow));

    assertAllDenied(
        () -> limited.createAccessKey(request -> request.userName(name)),
        () -> limited.attachRolePolicy(request -> request.roleName(role).policyArn(READ)),
        () -> limited.createUser(request -> request.userName("new-" + id)),
        () ->
            strongroom
                .sts(session(narrow))
                .assumeRole(request -> request.roleArn(arn).roleSessionName("wide")));
    // STS: sessions of users and of those they federate call no IAM at all.
    Credentials own = strongroom.sts(key).getSessionToken().credentials();
    for (Credentials each :
        List.of(
            own,
            strongroom
                .sts(key)
                .getFederationToken(request -> request.name("guest").policy(EVERYTHING))
                .credentials())) {
      assertThatThrownBy(() -> strongroom.iam(session(each)).createAccessKey(r -> r.userName(name)))
          .isInstanceOf(AwsServiceException.class);
      assertThatThrownBy(() -> strongroom.sts(session(each)).getSessionToken())
          .isInstanceOf(AwsServiceException.class);
    }
  }

  @Test
  void otherAccount_reachesNothingOfThisOne() {
    Accounts.Account b = Accounts.add(strongroom, "b-" + id);
    IamClient theirs = strongroom.iam(b.root());
    theirs.createUser(request -> request.userName("theirs"));
    String limit =
        root.createPolicy(request -> request.policyName("limit-" + id).policyDocument(EVERYTHING))
            .policy()
            .arn();

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> theirs.getPolicy(request -> request.policyArn(limit)),
            () -> theirs.deletePolicy(request -> request.policyArn(limit)),
            () ->
                theirs.createPolicyVersion(
                    request ->
                        request.policyArn(limit).policyDocument(EVERYTHING).setAsDefault(true)),
            () -> theirs.attachUserPolicy(r -> r.userName("theirs").policyArn(limit)),
            () ->
                theirs.putUserPermissionsBoundary(
                    r -> r.userName("theirs").permissionsBoundary(limit)),
            () -> theirs.createAccessKey(request -> request.userName(other)),
            () -> theirs.getUser(request -> request.userName(other)))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode()).isIn("NoSuchEntity", "AccessDenied"));
    }
    DomainClient domain = DomainClient.of(strongroom, b.root());
    String ours = Accounts.domainOf(strongroom, account);
    assertThat(
            domain
                .post(
                    "OS-USER/users",
                    "{\"user\":{\"domain_id\":\"%s\",\"name\":\"intruder\"}}",
                    ours)
                .status())
        .isEqualTo(400);
    String victim = root.getUser(request -> request.userName(other)).user().userId();
    assertThat(
            domain
                .post("OS-CREDENTIAL/credentials", "{\"credential\":{\"user_id\":\"%s\"}}", victim)
                .status())
        .isBetween(400, 404);
  }

  @Test
  void domainsApi_asksTheSamePermissions() {
    allow(allowing("\"s3:*\"", "\"*\""));
    DomainClient domain = DomainClient.of(strongroom, key);
    String victim = root.getUser(request -> request.userName(other)).user().userId();
    String ours = Accounts.domainOf(strongroom, account);

    assertThat(
            domain
                .post("OS-CREDENTIAL/credentials", "{\"credential\":{\"user_id\":\"%s\"}}", victim)
                .status())
        .isEqualTo(403);
    assertThat(
            domain
                .post("OS-USER/users", "{\"user\":{\"domain_id\":\"%s\",\"name\":\"n\"}}", ours)
                .status())
        .isEqualTo(403);
    assertThat(
            domain
                .post(
                    "OS-AGENCY/agencies",
                    "{\"agency\":{\"name\":\"a\",\"domain_id\":\"%s\",\"trust_domain_id\":\"%s\"}}",
                    ours,
                    ours)
                .status())
        .isEqualTo(403);
  }
}
