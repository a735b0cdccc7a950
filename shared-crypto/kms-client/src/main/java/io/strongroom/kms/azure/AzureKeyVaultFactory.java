package io.strongroom.kms.azure;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.resilience.LoadSettings;
import io.strongroom.kms.resilience.ResilienceSettings;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Azure Key Vault from properties. */
public final class AzureKeyVaultFactory implements ProviderFactory {

  /** 80 % of the 4,000 calls in ten seconds that one vault admits for RSA-2048 keys. */
  private static final double CALLS_PER_SECOND = 320;

  @Override
  public String kind() {
    return "azure";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    Waits waits = Waits.inTheCloud(given);
    return create(
        new AzureSettings(
            given.uri("vault"),
            given.get("algorithm", AzureSettings.RSA_OAEP_256),
            new AzureSettings.Identity(
                given.get("client-id"), given.secret("client-secret"), authority(given)),
            new AzureSettings.Http(waits.connect(), waits.answer(), given.tls())));
  }

  /** From settings that are whole. The caller closes the client. */
  public static WrapServiceProvider create(AzureSettings settings) {
    return new WrapServiceProvider(AzureWrapper.create(settings));
  }

  /** The application's secret is sent there. */
  private static @Nullable URI authority(ProviderProperties given) {
    URI authority = given.findUri("authority");
    if (authority != null
        && !"https".equals(String.valueOf(authority.getScheme()).toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("authority must begin with https://");
    }
    return authority;
  }

  @Override
  public ResilienceSettings resilience(String name) {
    LoadSettings load = LoadSettings.DEFAULT;
    return ResilienceSettings.cloud(name)
        .withLoad(new LoadSettings(CALLS_PER_SECOND, load.inFlight(), load.queued()));
  }
}
