package io.strongroom.kms.local;

import io.strongroom.kms.config.ProviderFactory;
import io.strongroom.kms.config.ProviderProperties;
import io.strongroom.kms.provider.ProviderKmsClient;
import io.strongroom.kms.provider.WrapperKmsClient;
import java.nio.file.Path;

/** Keys in a file, from properties. */
public final class LocalKeysFactory implements ProviderFactory {

  @Override
  public String kind() {
    return "local";
  }

  @Override
  public ProviderKmsClient create(ProviderProperties given) {
    return create(Path.of(given.get("key-file")));
  }

  /** Keys in a file that only its owner may read. Blocks while it is read. The caller closes it. */
  public static WrapperKmsClient create(Path keyFile) {
    return new WrapperKmsClient(KeyFile.open(keyFile).wrapper());
  }
}
