package io.strongroom.kms.dew;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.resilience.LoadSettings;
import io.strongroom.kms.resilience.ResilienceSettings;

/** Huawei Cloud KMS from properties. */
public final class DewKmsFactory implements ProviderFactory {

  /** 80 % of the 800 data-key calls a second that the vendor admits for one user. */
  private static final double CALLS_PER_SECOND = 640;

  @Override
  public String kind() {
    return "dew";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    Waits waits = Waits.inTheCloud(given);
    return create(
        new DewSettings(
            given.uri("endpoint"),
            given.get("project-id"),
            new DewSettings.AccessKey(
                given.get("access-key-id"),
                given.secret("secret-access-key"),
                given.findSecret("security-token").orElse(null)),
            given.choice("binding", DewSettings.Binding.class, DewSettings.Binding.BOTH),
            new DewSettings.Http(waits.connect(), waits.answer(), given.tls())));
  }

  /** From settings that are whole. The caller closes the client. */
  public static WrapServiceProvider create(DewSettings settings) {
    return new WrapServiceProvider(DewWrapper.create(settings));
  }

  @Override
  public ResilienceSettings resilience(String name) {
    LoadSettings load = LoadSettings.DEFAULT;
    return ResilienceSettings.cloud(name)
        .withLoad(new LoadSettings(CALLS_PER_SECOND, load.inFlight(), load.queued()));
  }
}
