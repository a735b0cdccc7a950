package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.ConfiguredKms;
import io.strongroom.kms.provider.KmsProvider;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The provider {@code dew} at the Huawei dialect of the bundled KMS, over keys that were made in
 * AWS's dialect: a server that Huawei's own SDK is run against elsewhere.
 */
@ExtendWith(StrongroomExtension.class)
class DewClientIT {

  private static final Requester ALICE = new Requester(PrincipalName.of("arn:alice"), "r1");
  private static final EncryptionContext CONTEXT =
      EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::bücket/k");

  private final Strongroom strongroom;

  DewClientIT(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  private KmsProvider dew() {
    Map<String, String> environment = strongroom.clientEnvironment();
    return ConfiguredKms.create(
        "dew",
        Map.of(
            "endpoint", environment.get("AWS_ENDPOINT_URL_KMS"),
            "project-id", "project1",
            "access-key-id", environment.get("AWS_ACCESS_KEY_ID"),
            "secret-access-key", environment.get("AWS_SECRET_ACCESS_KEY")));
  }

  private String newKey() {
    return strongroom.newKmsKey().replaceFirst(".*/", "");
  }

  private static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  private static void assertRefused(
      CompletionStage<?> answer, Class<? extends KmsException> reason) {
    assertThatThrownBy(() -> get(answer)).hasCauseInstanceOf(reason);
  }

  @Test
  void dataKey_madeOpenedAndBoundToItsContext() {
    String key = newKey();
    try (KmsProvider dew = dew()) {
      GeneratedDataKey made = get(dew.generateDataKey(KeyName.parse(key), 32, CONTEXT, ALICE));
      assertThat(
              get(dew.decrypt(KeyName.parse(key), made.wrapped(), CONTEXT, ALICE))
                  .plaintext()
                  .matches(made.plaintext()))
          .isTrue();
      assertRefused(
          dew.decrypt(KeyName.parse(key), made.wrapped(), EncryptionContext.empty(), ALICE),
          KmsException.CiphertextInvalid.class);
      assertRefused(
          dew.decrypt(KeyName.parse(newKey()), made.wrapped(), CONTEXT, ALICE),
          KmsException.CiphertextInvalid.class);
    }
  }

  @Test
  void dataKey_reWrapped_opensUnderTheOtherKeyOnly() {
    String key = newKey();
    String other = newKey();
    try (KmsProvider dew = dew()) {
      GeneratedDataKey made = get(dew.generateDataKey(KeyName.parse(key), 16, CONTEXT, ALICE));
      WrappedDataKey moved =
          get(
              dew.reEncrypt(
                  new ReEncryptCommand(
                      KeyName.parse(key), made.wrapped(), CONTEXT, KeyName.parse(other), CONTEXT),
                  ALICE));
      assertThat(
              get(dew.decrypt(KeyName.parse(other), moved.wrapped(), CONTEXT, ALICE))
                  .plaintext()
                  .matches(made.plaintext()))
          .isTrue();
      assertRefused(
          dew.decrypt(KeyName.parse(key), moved.wrapped(), CONTEXT, ALICE),
          KmsException.CiphertextInvalid.class);
    }
  }

  @Test
  void refusals_typed() {
    String key = newKey();
    try (KmsProvider dew = dew()) {
      GeneratedDataKey made = get(dew.generateDataKey(KeyName.parse(key), 32, CONTEXT, ALICE));
      strongroom.kms().disableKey(request -> request.keyId(key));
      assertThat(get(dew.describeKey(KeyName.parse(key), ALICE)).enabled()).isFalse();
      assertRefused(
          dew.decrypt(KeyName.parse(key), made.wrapped(), CONTEXT, ALICE),
          KmsException.Disabled.class);
      assertRefused(
          dew.generateDataKey(KeyName.parse(key), 32, CONTEXT, ALICE), KmsException.Disabled.class);
      assertRefused(
          dew.describeKey(KeyName.parse("11111111-2222-3333-4444-555555555555"), ALICE),
          KmsException.NotFound.class);
    }
  }
}
