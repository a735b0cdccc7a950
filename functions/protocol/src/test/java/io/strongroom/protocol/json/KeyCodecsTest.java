package io.strongroom.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.domain.operation.GenerateDataKey;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.ServiceOperations;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecsTest {

  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/1";
  private static final IncomingRequest ANY = request("{}");

  private final GenerateDataKeyCodec generate = new GenerateDataKeyCodec(true);
  private final DecryptCodec decrypt = new DecryptCodec();

  @ParameterizedTest
  @ValueSource(strings = {"Unknown", "keyId", "DryRunModifiers", "Deep"})
  void generate_memberNobodyKnows_refused(String member) {
    String body =
        """
        {"KeyId":"alias/a","NumberOfBytes":64,"%s":{"deep":[1,{"x":null}]}}\
        """;

    assertThatThrownBy(() -> generate.parse(request(body.formatted(member))))
        .isInstanceOf(JsonRejected.Unsupported.class)
        .hasMessageContaining(member);
  }

  @Test
  void generate_numberOfBytes_taken() {
    GenerateDataKey.Command command =
        generate.parse(
            request(
                """
                {"KeyId":"alias/a","NumberOfBytes":64,"EncryptionContext":{"a":"b"},
                 "GrantTokens":["t"],"DryRun":false,"KeySpec":null}\
                """));

    assertThat(command.key().text()).isEqualTo("alias/a");
    assertThat(command.length()).isEqualTo(64);
    assertThat(command.context()).isEqualTo(new EncryptionContext(Map.of("a", "b")));
    assertThat(command.withPlaintext()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"AES_256,32", "AES_128,16"})
  void generate_keySpec_givesLength(String spec, int length) {
    assertThat(generate.parse(request("{\"KeyId\":\"k\",\"KeySpec\":\"" + spec + "\"}")).length())
        .isEqualTo(length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'KeyId':'k'}|Please specify either number of bytes or key spec.",
        "{'KeyId':'k','KeySpec':'AES_256','NumberOfBytes':1}|Please specify either number of bytes"
            + " or key spec.",
        "{'KeySpec':'AES_256'}|1 validation error detected: Value null at 'keyId' failed to satisfy"
            + " constraint: Member must not be null",
        "{'KeyId':'','NumberOfBytes':0}|2 validation errors detected: Value '' at 'keyId' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 1; Value '0'"
            + " at 'numberOfBytes' failed to satisfy constraint: Member must have value greater"
            + " than or equal to 1",
        "{'KeyId':'k','NumberOfBytes':1025}|1 validation error detected: Value '1025' at"
            + " 'numberOfBytes' failed to satisfy constraint: Member must have value less than or"
            + " equal to 1024",
        "{'KeyId':'k','KeySpec':'AES_512'}|1 validation error detected: Value 'AES_512' at"
            + " 'keySpec' failed to satisfy constraint: Member must satisfy enum value set:"
            + " [AES_256, AES_128]"
      })
  void generate_violatedConstraints_inTheModelsWords(String json, String message) {
    // CsvSource takes single quotes for its own.
    assertThatThrownBy(() -> generate.parse(request(json.replace('\'', '"'))))
        .isInstanceOf(JsonRejected.Invalid.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"k\"",
        "{",
        "{\"KeyId\":\"k\"} x",
        "{\"KeyId\":\"k\",\"KeyId\":\"l\",\"NumberOfBytes\":1}",
        "{\"KeyId\":1,\"NumberOfBytes\":1}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":\"1\"}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":1.5}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":99999999999999999999}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":1,\"EncryptionContext\":[]}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":1,\"EncryptionContext\":{\"a\":1}}",
        "{\"KeyId\":\"k\",\"NumberOfBytes\":1,\"DryRun\":\"yes\"}",
        "{\"KeyId\":\"\\ud800",
      })
  void generate_notTheRightJson_notSerialized(String json) {
    assertThatThrownBy(() -> generate.parse(request(json)))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"KeyId\":\"\\ud800\"}",
        "{\"KeyId\":\"k\",\"EncryptionContext\":{\"\\udc00\":\"\"}}",
        "{\"KeyId\":\"k\",\"EncryptionContext\":{\"a\":\"\\ud800b\"}}"
      })
  void generate_halfACharacter_notSerialized(String json) {
    assertThatThrownBy(() -> generate.parse(request(json)))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @Test
  void generate_deepNesting_notSerialized() {
    assertThatThrownBy(() -> generate.parse(request("{\"a\":" + "[".repeat(5000))))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"DryRun\":true", "\"Recipient\":{\"AttestationDocument\":\"AA==\"}"})
  void generate_whatWouldBeWrongToIgnore_refused(String member) {
    assertThatThrownBy(
            () -> generate.parse(request("{\"KeyId\":\"k\",\"NumberOfBytes\":1," + member + "}")))
        .isInstanceOf(JsonRejected.Unsupported.class);
  }

  @Test
  void generate_longContext_refused() {
    String json =
        "{\"KeyId\":\"k\",\"NumberOfBytes\":1,\"EncryptionContext\":{\"a\":\""
            + "x".repeat(8192)
            + "\"}}";

    assertThatThrownBy(() -> generate.parse(request(json)))
        .isInstanceOf(JsonRejected.Invalid.class);
  }

  @Test
  void generate_result_hasPlaintextAndZeroesIt() {
    SecretBytes plaintext = SecretBytes.copyOf(new byte[] {1, 2, 3});
    GenerateDataKey.Result result =
        new GenerateDataKey.Result(
            KmsKeyId.of(ARN), WrappedKey.of(new byte[] {4, 5}), Optional.of(plaintext));

    assertThat(Requests.text(generate.render(ANY, result)))
        .isEqualTo(
            "{\"CiphertextBlob\":\"BAU=\",\"Plaintext\":\"AQID\",\"KeyId\":\"" + ARN + "\"}");
    assertThatThrownBy(() -> plaintext.use(bytes -> bytes))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void generate_resultWithoutPlaintext_hasNone() {
    GenerateDataKey.Result result =
        new GenerateDataKey.Result(
            KmsKeyId.of(ARN), WrappedKey.of(new byte[] {4, 5}), Optional.empty());

    assertThat(Requests.text(new GenerateDataKeyCodec(false).render(ANY, result)))
        .isEqualTo("{\"CiphertextBlob\":\"BAU=\",\"KeyId\":\"" + ARN + "\"}");
  }

  @Test
  void decrypt_request_taken() {
    Decrypt.Command command =
        decrypt.parse(
            request(
                """
                {"CiphertextBlob":"BAU=","EncryptionAlgorithm":"SYMMETRIC_DEFAULT",
                 "EncryptionContext":{"a":"b"}}\
                """));

    assertThat(command.wrapped()).isEqualTo(WrappedKey.of(new byte[] {4, 5}));
    assertThat(command.key().isAny()).isTrue();
    assertThat(command.context().pairs()).containsExactly(Map.entry("a", "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy"
            + " constraint: Member must not be null",
        "{'CiphertextBlob':''}|1 validation error detected: Value at 'ciphertextBlob' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 1",
        "{'CiphertextBlob':'AA==','EncryptionAlgorithm':'ROT13'}|1 validation error detected: Value"
            + " 'ROT13' at 'encryptionAlgorithm' failed to satisfy constraint: Member must satisfy"
            + " enum value set: [SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE]"
      })
  void decrypt_violatedConstraints_inTheModelsWords(String json, String message) {
    assertThatThrownBy(() -> decrypt.parse(request(json.replace('\'', '"'))))
        .isInstanceOf(JsonRejected.Invalid.class)
        .hasMessage(message);
  }

  @Test
  void decrypt_longCiphertext_refused() {
    String blob = Base64.getEncoder().encodeToString(new byte[6145]);

    assertThatThrownBy(() -> decrypt.parse(request("{\"CiphertextBlob\":\"" + blob + "\"}")))
        .isInstanceOf(JsonRejected.Invalid.class);
  }

  @Test
  void decrypt_noBase64_notSerialized() {
    assertThatThrownBy(() -> decrypt.parse(request("{\"CiphertextBlob\":\"!\"}")))
        .isInstanceOf(JsonRejected.NotSerialized.class);
  }

  @Test
  void decrypt_asymmetric_refused() {
    assertThatThrownBy(
            () ->
                decrypt.parse(
                    request("{\"CiphertextBlob\":\"AA==\",\"EncryptionAlgorithm\":\"SM2PKE\"}")))
        .isInstanceOf(JsonRejected.Unsupported.class);
  }

  @Test
  void decrypt_result_hasPlaintextAndZeroesIt() {
    SecretBytes plaintext = SecretBytes.copyOf(new byte[] {1, 2, 3});

    assertThat(Requests.text(decrypt.render(ANY, new UnwrappedKey(KmsKeyId.of(ARN), plaintext))))
        .isEqualTo(
            "{\"KeyId\":\""
                + ARN
                + "\",\"Plaintext\":\"AQID\",\"EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}");
    assertThatThrownBy(() -> plaintext.use(bytes -> bytes))
        .isInstanceOf(IllegalStateException.class);
  }

  private static IncomingRequest request(String json) {
    return Requests.of("POST", ServiceOperations.GENERATE_DATA_KEY).body(json).build();
  }
}
