package io.strongroom.kms.local;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.kms.provider.WrapServiceProvider;
import java.nio.file.Path;

/** Keys in a file, from properties. */
public final class LocalKeysFactory implements ProviderFactory {

  @Override
  public String kind() {
    return "local";
  }

  @Override
  public KmsProvider create(ProviderProperties given) {
    return create(Path.of(given.get("key-file")));
  }

  /** Keys in a file that only its owner may read. Blocks while it is read. The caller closes it. */
  public static WrapServiceProvider create(Path keyFile) {
    return new WrapServiceProvider(KeyFile.open(keyFile).wrapper());
  }
}
