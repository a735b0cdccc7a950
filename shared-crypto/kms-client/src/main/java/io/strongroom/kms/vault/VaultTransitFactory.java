package io.strongroom.kms.vault;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.config.Waits;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import java.nio.file.Path;

/** Vault's or OpenBao's transit engine from properties. */
public final class VaultTransitFactory implements ProviderFactory {

  private static final String SERVICE_ACCOUNT =
      "/var/run/secrets/kubernetes.io/serviceaccount/token";

  @Override
  public String kind() {
    return "vault";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    Waits waits = Waits.of(given);
    return create(
        new VaultSettings(
            given.uri("address"),
            given.find("namespace").orElse(null),
            new VaultSettings.Transit(
                given.get("mount", VaultSettings.Transit.DEFAULT.mount()),
                given.choice(
                    "binding", VaultSettings.Binding.class, VaultSettings.Binding.ASSOCIATED_DATA)),
            login(given),
            new VaultSettings.Http(waits.connect(), waits.answer(), given.tls())));
  }

  /** From settings that are whole. The caller closes the client. */
  public static WrapServiceProvider create(VaultSettings settings) {
    return new WrapServiceProvider(VaultWrapper.create(settings));
  }

  private static VaultLogin login(ProviderProperties given) {
    String method = given.get("login", "token");
    return switch (method) {
      case "token" -> new VaultLogin.Token(given.secret("token"));
      case "approle" ->
          new VaultLogin.AppRole(
              given.get("login-mount", method), given.get("role-id"), given.secret("secret-id"));
      case "kubernetes" ->
          new VaultLogin.Kubernetes(
              given.get("login-mount", method),
              given.get("role"),
              Path.of(given.get("service-account-token", SERVICE_ACCOUNT)));
      case "cert" -> new VaultLogin.Certificate(given.get("login-mount", method));
      default -> throw new IllegalArgumentException("login is none of its choices");
    };
  }
}
