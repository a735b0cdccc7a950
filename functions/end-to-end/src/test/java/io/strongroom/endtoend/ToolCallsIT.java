package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The calls that Terraform's provider of AWS makes for its resources of identities and policies: to
 * make, to read again, to change, and before and while it deletes.
 */
@ExtendWith(StrongroomExtension.class)
class ToolCallsIT {

  private static final String READ =
      """
      {"Version":"2012-10-17","Statement":[{"Action":["s3:GetObject"],"Effect":"Allow","Resource":"*"}]}\
      """;
  private static final String WRITE = READ.replace("GetObject", "PutObject");

  private final Strongroom strongroom;
  private final IamClient iam;
  private final String name = "tf-" + UUID.randomUUID();

  ToolCallsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.iam = strongroom.iam(strongroom.root());
  }

  private static String decoded(String document) {
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private Policy newPolicy() {
    return iam.createPolicy(
            request ->
                request
                    .policyName(name)
                    .path("/")
                    .description("reads")
                    .policyDocument(READ)
                    .tags(tag("team", "red")))
        .policy();
  }

  @Test
  void provider_beginning_asksWhoItIs() {
    var identity = strongroom.sts(strongroom.root()).getCallerIdentity();

    assertThat(identity.arn()).endsWith(":root");
    assertThat(identity.userId()).isEqualTo(identity.account());
  }

  @Test
  void user_madeReadChangedAndForcedAway() {
    User made =
        iam.createUser(request -> request.userName(name).path("/team/").tags(tag("a", "b"))).user();
    User read = iam.getUser(request -> request.userName(name)).user();
    assertThat(read.arn()).isEqualTo(made.arn()).contains(":user/team/" + name);
    assertThat(read.tags()).singleElement().extracting("value").isEqualTo("b");
    iam.tagUser(request -> request.userName(name).tags(tag("a", "c")));
    iam.createAccessKey(request -> request.userName(name));

    // Before it deletes one that has to go whatever it has.
    assertThat(iam.listGroupsForUser(request -> request.userName(name)).groups()).isEmpty();
    iam.listAccessKeys(request -> request.userName(name))
        .accessKeyMetadata()
        .forEach(
            key ->
                iam.deleteAccessKey(
                    request -> request.userName(name).accessKeyId(key.accessKeyId())));
    assertThat(iam.listSSHPublicKeys(request -> request.userName(name)).sshPublicKeys()).isEmpty();
    assertThat(iam.listMFADevices(request -> request.userName(name)).mfaDevices()).isEmpty();
    assertThat(iam.listSigningCertificates(request -> request.userName(name)).certificates())
        .isEmpty();
    assertThat(
            iam.listServiceSpecificCredentials(request -> request.userName(name))
                .serviceSpecificCredentials())
        .isEmpty();
    assertThatThrownBy(() -> iam.deleteLoginProfile(request -> request.userName(name)))
        .isInstanceOf(NoSuchEntityException.class);
    iam.deleteUser(request -> request.userName(name));
    assertThatThrownBy(() -> iam.getUser(request -> request.userName(name)))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void policy_madeReadChangedAndDeleted() {
    Policy made = newPolicy();
    String arn = made.arn();
    assertThat(iam.getPolicy(request -> request.policyArn(arn)).policy().tags()).hasSize(1);
    assertThat(
            decoded(
                iam.getPolicyVersion(request -> request.policyArn(arn).versionId("v1"))
                    .policyVersion()
                    .document()))
        .isEqualTo(READ);

    iam.createPolicyVersion(
        request -> request.policyArn(arn).policyDocument(WRITE).setAsDefault(true));

    assertThat(iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId())
        .isEqualTo("v2");
    iam.listPolicyVersions(request -> request.policyArn(arn))
        .versions()
        .forEach(
            version -> {
              if (!version.isDefaultVersion()) {
                iam.deletePolicyVersion(
                    request -> request.policyArn(arn).versionId(version.versionId()));
              }
            });
    iam.deletePolicy(request -> request.policyArn(arn));
    assertThatThrownBy(() -> iam.getPolicy(request -> request.policyArn(arn)))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void role_withAttachment_madeReadAndDeleted() {
    String account = strongroom.sts(strongroom.root()).getCallerIdentity().account();
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Action":"sts:AssumeRole","Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:root"}}]}\
        """
            .formatted(account);
    String policy = newPolicy().arn();
    iam.createRole(
        request ->
            request
                .roleName(name)
                .path("/")
                .maxSessionDuration(7200)
                .assumeRolePolicyDocument(trust));
    Role read = iam.getRole(request -> request.roleName(name)).role();
    assertThat(decoded(read.assumeRolePolicyDocument())).isEqualTo(trust);
    assertThat(read.maxSessionDuration()).isEqualTo(7200);
    iam.attachRolePolicy(request -> request.roleName(name).policyArn(policy));
    assertThat(iam.listAttachedRolePolicies(request -> request.roleName(name)).attachedPolicies())
        .singleElement()
        .extracting("policyArn")
        .isEqualTo(policy);
    assertThat(iam.listRolePolicies(request -> request.roleName(name)).policyNames()).isEmpty();
    iam.putRolePolicy(request -> request.roleName(name).policyName("inline").policyDocument(READ));
    assertThat(
            decoded(
                iam.getRolePolicy(request -> request.roleName(name).policyName("inline"))
                    .policyDocument()))
        .isEqualTo(READ);

    assertThatThrownBy(() -> iam.deletePolicy(request -> request.policyArn(policy)))
        .isInstanceOfSatisfying(
            IamException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DeleteConflict"));
    assertThat(
            iam.listInstanceProfilesForRole(request -> request.roleName(name)).instanceProfiles())
        .isEmpty();
    iam.detachRolePolicy(request -> request.roleName(name).policyArn(policy));
    iam.deleteRolePolicy(request -> request.roleName(name).policyName("inline"));
    iam.deleteRole(request -> request.roleName(name));
    iam.deletePolicy(request -> request.policyArn(policy));
  }

  @Test
  void bucketPolicy_putReadAsItWasGivenAndDeleted() {
    S3Client s3 = strongroom.s3();
    String bucket = strongroom.newBucket();
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"Tls","Effect":"Deny","Principal":"*","Action":"s3:*",
        "Resource":["arn:aws:s3:::%1$s","arn:aws:s3:::%1$s/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
        """
            .formatted(bucket);

    s3.putBucketPolicy(request -> request.bucket(bucket).policy(policy));

    assertThat(s3.getBucketPolicy(request -> request.bucket(bucket)).policy()).isEqualTo(policy);
    assertThat(s3.getPublicAccessBlock(request -> request.bucket(bucket))).isNotNull();
    s3.deleteBucketPolicy(request -> request.bucket(bucket));
    assertThatThrownBy(() -> s3.getBucketPolicy(request -> request.bucket(bucket)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
  }
}
