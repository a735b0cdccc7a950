package io.strongroom.kms.kes;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import java.util.Arrays;

/** MinIO KES from properties. */
public final class KesFactory implements ProviderFactory {

  @Override
  public String kind() {
    return "kes";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    Waits waits = Waits.of(given);
    return create(
        new KesSettings(
            Arrays.stream(given.get("endpoints").split(","))
                .map(text -> ProviderProperties.uri("endpoints", text))
                .toList(),
            given.tls(),
            given.findSecret("api-key").orElse(null),
            waits.connect(),
            waits.answer()));
  }

  /** From settings that are whole. The caller closes the client. */
  public static WrapServiceProvider create(KesSettings settings) {
    return new WrapServiceProvider(KesWrapper.create(settings));
  }
}
