package io.strongroom.runtime.connection;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.runtime.config.LimitsConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/** Puts the {@link WatchedTransport} into the Vert.x of the process; found as a service. */
public final class WatchedTransportProvider implements VertxServiceProvider {

  @Override
  public void init(VertxBuilder builder) {
    if (!(builder.findTransport() instanceof JDKTransport)) {
      throw new IllegalStateException(
          "quarkus.vertx.prefer-native-transport: connections of that transport are not watched");
    }
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    LimitsConfig limits = limits(config);
    builder.findTransport(
        new WatchedTransport(
            new Connections(
                ConnectionLimits.of(limits, Runtime.getRuntime().maxMemory()),
                new HeadLimits(decoding(config), limits.headerFields()))));
  }

  private static LimitsConfig limits(SmallRyeConfig config) {
    try {
      return config.getConfigMapping(LimitsConfig.class);
    } catch (NoSuchElementException outsideOfQuarkus) {
      return new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withSources((ConfigSourceProvider) loader -> config.getConfigSources())
          .withMapping(LimitsConfig.class)
          .build()
          .getConfigMapping(LimitsConfig.class);
    }
  }

  private static HttpServerOptions decoding(SmallRyeConfig config) {
    HttpServerOptions options = new HttpServerOptions();
    config
        .getOptionalValue("quarkus.http.limits.max-initial-line-length", Integer.class)
        .ifPresent(options::setMaxInitialLineLength);
    config
        .getOptionalValue("quarkus.http.limits.max-header-size", MemorySize.class)
        .ifPresent(size -> options.setMaxHeaderSize((int) size.asLongValue()));
    return options;
  }
}
