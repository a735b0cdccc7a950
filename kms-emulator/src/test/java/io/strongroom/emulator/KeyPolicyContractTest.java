package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;

/** Key policies as the SDK puts them, and what they then do. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KeyPolicyContractTest {

  private static final String ALLOW_ACCOUNT =
      """
      {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
       "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}
      """;

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;
  private String keyId;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-west-1");
    keyId = kms.createKey().keyMetadata().keyId();
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private void put(String version, String... statements) {
    String text =
        "{%s\"Statement\": [%s]}"
            .formatted(
                version.isEmpty() ? "" : "\"Version\": \"" + version + "\", ",
                String.join(",", statements));
    kms.putKeyPolicy(r -> r.keyId(keyId).policy(text));
  }

  private static String deny(String condition) {
    return """
    {"Effect": "Deny", "Action": "kms:Encrypt", "Resource": "*", "Principal": "*",
     "Condition": %s}
    """
        .formatted(condition.replace('\'', '"'));
  }

  private void encrypt() {
    kms.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("text")));
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Deny','Action':'kms:dek:create','Resource':'*','Principal':'*'",
        "'Effect':'Deny','Action':'kms:Fly','Resource':'*','Principal':'*'",
        "'Effect':'Deny','Action':'s3:GetObject','Resource':'*','Principal':'*'",
        "'Effect':'Deny','Effect':'Allow','Action':'kms:*','Resource':'*','Principal':'*'",
        "'Effect':'Deny','Action':'kms:*','Resource':'arn:aws:s3:::vault','Principal':'*'",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':{'Federated':'x.org'}",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*','Colour':'red'",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'StringNear':{'aws:SourceIp':'x'}}",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'StringEquals':{'kms:Colour':'red'}}",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'IpAddress':{'aws:SourceIp':'here'}}",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'StringEquals':{'kms:GrantOperations':'Decrypt'}}",
        "'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'ForAllValues:StringEquals':{'kms:EncryptionContext:a':'b'}}",
        "'Effect':'Deny','Action':'kms:*','Resource':'*','Principal':'*',"
            + "'Condition':{'StringEquals':{'aws:username':'${aws:nobody}'}}"
      })
  void putKeyPolicy_whatIsNotUnderstood_malformedPolicyDocument(String statement) {
    assertThatThrownBy(
            () -> put("2012-10-17", ALLOW_ACCOUNT, "{" + statement.replace('\'', '"') + "}"))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    assertThatCode(this::encrypt).doesNotThrowAnyException();
  }

  @Test
  void createKeyAndReplicateKey_policyThatIsNotUnderstood_malformedPolicyDocument() {
    String text = "{\"Statement\":[" + ALLOW_ACCOUNT + "],\"Colour\":\"red\"}";
    assertThatThrownBy(() -> kms.createKey(r -> r.policy(text)))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    String primary = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    assertThatThrownBy(
            () -> kms.replicateKey(r -> r.keyId(primary).replicaRegion("us-west-2").policy(text)))
        .isInstanceOf(MalformedPolicyDocumentException.class);
  }

  @Test
  void putKeyPolicy_tooLong_limitExceeded() {
    assertThatThrownBy(() -> put("", ALLOW_ACCOUNT + " ".repeat(33_000)))
        .isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'StringEquals':{'aws:username':'${aws:username}'}}|2012-10-17|true",
        "{'StringEquals':{'aws:username':'${aws:username}'}}|2008-10-17|false",
        "{'StringEquals':{'aws:username':'${aws:username}'}}||false",
        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/alice'}}|2012-10-17|true",
        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:*:user/alice'}}|2012-10-17|false",
        "{'IpAddress':{'aws:SourceIp':['127.0.0.0/8','::1']}}|2012-10-17|true",
        "{'NotIpAddress':{'aws:SourceIp':['127.0.0.0/8','::1']}}|2012-10-17|false",
        "{'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}}|2012-10-17|true",
        "{'DateLessThan':{'aws:CurrentTime':'2020-01-01'}}|2012-10-17|false",
        "{'NumericGreaterThan':{'aws:EpochTime':1577836800}}|2012-10-17|true",
        "{'Bool':{'aws:ViaAWSService':'false'}}|2012-10-17|true",
        "{'Bool':{'aws:SecureTransport':'false'}}|2012-10-17|true",
        "{'Null':{'kms:ViaService':'false'}}|2012-10-17|false",
        "{'StringLike':{'aws:UserAgent':'aws-sdk-java*'}}|2012-10-17|true",
        "{'StringEquals':{'aws:ResourceAccount':'111122223333'}}|2012-10-17|true",
        "{'StringEquals':{'aws:RequestedRegion':'us-west-1'}}|2012-10-17|true"
      })
  void denial_appliesWhereItsConditionHolds(String condition, String version, boolean denied) {
    put(version == null ? "" : version, ALLOW_ACCOUNT, deny(condition));
    if (denied) {
      assertDenied(this::encrypt);
    } else {
      assertThatCode(this::encrypt).doesNotThrowAnyException();
    }
  }

  @Test
  void denial_saysWhichSideDenied() {
    put("", ALLOW_ACCOUNT, deny("{}"));
    assertThatThrownBy(this::encrypt)
        .hasMessageContaining("with an explicit deny in a resource-based policy");
  }
}
