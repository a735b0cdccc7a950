package io.strongroom.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A database behind a proxy that counts round trips. */
public final class CountedPostgresResource extends PostgresResource {

  private CountingProxy proxy;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    try {
      proxy = new CountingProxy(port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put(
        "quarkus.datasource.kms.reactive.url",
        "postgresql://127.0.0.1:" + proxy.port() + "/postgres");
    return settings;
  }

  @Override
  public void stop() {
    try {
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    super.stop();
  }
}
