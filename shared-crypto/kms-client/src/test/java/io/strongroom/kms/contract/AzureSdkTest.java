package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.strongroom.kms.testing.StubServer.Request;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * Microsoft's own client of Key Vault at the stand-in that {@link AzureContractTest} tries the
 * provider with: what that answers is what the vendor's code understands.
 */
class AzureSdkTest {

  private final AzureStandIn azure = new AzureStandIn();
  private final RetryOptions once =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  {
    azure.withKeys("k1", "k9");
    azure.disable("k9");
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  /** The client insists on HTTPS, and the stand-in has none. */
  private static final class WithoutTls implements HttpClient {
    private final HttpClient http = new JdkHttpClientBuilder().build();

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return http.send(
          request.setUrl(request.getUrl().toString().replaceFirst("^https:", "http:")));
    }
  }

  private String vault() {
    return azure.uri().toString().replaceFirst("^http:", "https:");
  }

  private Mono<AccessToken> token() {
    return Mono.just(new AccessToken(azure.token, OffsetDateTime.now().plusHours(1)));
  }

  private KeyClient keys() {
    return new KeyClientBuilder()
        .vaultUrl(vault())
        .credential(request -> token())
        .disableChallengeResourceVerification()
        .httpClient(new WithoutTls())
        .retryOptions(once)
        .buildClient();
  }

  private CryptographyClient cryptography(String key) {
    return new CryptographyClientBuilder()
        .keyIdentifier(vault() + "/keys/" + key)
        .credential(request -> token())
        .disableChallengeResourceVerification()
        .httpClient(new WithoutTls())
        .retryOptions(once)
        .buildClient();
  }

  @Test
  void getKey_idVersionAndState_understood() {
    KeyVaultKey key = keys().getKey("k1");
    assertThat(key.getName()).isEqualTo("k1");
    assertThat(key.getProperties().getVersion()).isEqualTo("v1");
    assertThat(key.getProperties().isEnabled()).isTrue();
    assertThat(keys().getKey("k9").getProperties().isEnabled()).isFalse();
  }

  @Test
  void wrap_thenUnwrap_sameKey() {
    byte[] secret = StandIn.random(32);
    CryptographyClient client = cryptography("k1/v1");
    byte[] wrapped = client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, secret).getEncryptedKey();
    assertThat(wrapped).isNotEqualTo(secret);
    var opened = client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped);
    assertThat(opened.getKey()).isEqualTo(secret);
    assertThat(opened.getKeyId()).endsWith("/keys/k1/v1");
    assertThat(azure.server().requests())
        .extracting(Request::path)
        .anyMatch(path -> path.startsWith("/keys/k1/v1/wrapkey?api-version="))
        .anyMatch(path -> path.startsWith("/keys/k1/v1/unwrapkey?api-version="));
  }

  @Test
  void challenge_answeredBeforeAnyKeyIsSent() {
    byte[] secret = StandIn.random(32);
    cryptography("k1/v1").wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, secret);
    assertThat(azure.server().requests().getFirst().header("authorization")).isEmpty();
  }

  @Test
  void refusals_codesUnderstood() {
    assertThat(refusal("k9/v1")).isEqualTo(403);
    assertThat(refusal("k3/v1")).isEqualTo(404);
    azure.fault = StandIn.Fault.THROTTLE;
    assertThat(refusal("k1/v1")).isEqualTo(429);
  }

  private int refusal(String key) {
    return catchThrowableOfType(
            HttpResponseException.class,
            () -> cryptography(key).wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, new byte[32]))
        .getResponse()
        .getStatusCode();
  }
}
