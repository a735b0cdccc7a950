package io.strongroom.kms.keywhiz;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import java.time.Duration;
import java.time.InstantSource;

/** Keywhiz from properties. */
public final class KeywhizFactory implements ProviderFactory {

  @Override
  public String kind() {
    return "keywhiz";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    Waits waits = Waits.of(given);
    return create(
        new KeywhizSettings(
            given.uri("address"),
            given.tls(),
            given.duration("max-age", Duration.ofMinutes(5)),
            waits.connect(),
            waits.answer()),
        InstantSource.system());
  }

  /** From settings that are whole. The caller closes the client. */
  public static WrapServiceProvider create(KeywhizSettings settings, InstantSource clock) {
    return new WrapServiceProvider(KeywhizKeys.create(settings, clock).wrapper());
  }
}
