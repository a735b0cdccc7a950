package io.strongroom.kms.aws;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;

/** AWS KMS, or what speaks its protocol, from properties. */
public final class AwsKmsFactory implements ProviderFactory {

  @Override
  public String kind() {
    return "aws";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    AwsKmsSettings.Credentials credentials =
        given
            .find("access-key-id")
            .map(
                id ->
                    new AwsKmsSettings.Credentials(
                        id,
                        given.secret("secret-access-key"),
                        given.findSecret("session-token").orElse(null)))
            .orElse(null);
    Waits waits = Waits.of(given);
    return AwsKmsClient.create(
        new AwsKmsSettings(
            given.get("region"),
            given.findUri("endpoint"),
            credentials,
            new AwsKmsSettings.Http(
                waits.answer(), waits.connect(), AwsKmsSettings.Http.DEFAULT.connections()),
            Boolean.parseBoolean(given.get("names-requester", "false"))));
  }
}
