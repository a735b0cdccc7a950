package io.strongroom.gateway.kms;

import io.smallrye.common.vertx.VertxContext;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.runtime.wiring.InProcessKms;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the object functions ask the KMS beside them without a connection. Thread-safe. */
@Singleton
final class BundledKms implements InProcessKms {

  private final AwsDialect dialect;
  private final Vertx vertx;
  private final URI endpoint;

  /**
   * @param host where the KMS of this process listens
   */
  BundledKms(
      AwsDialect dialect,
      Vertx vertx,
      @ConfigProperty(name = "strongroom.kms.http-host") String host,
      @ConfigProperty(name = "strongroom.kms.http-port") int port) {
    this.dialect = dialect;
    this.vertx = vertx;
    this.endpoint = URI.create("http://" + host + ":" + port);
  }

  @Override
  public boolean isAt(URI other) {
    return endpoint.equals(other);
  }

  @Override
  public KmsProvider client(String accessKeyId, Region region) {
    return new DirectKmsClient(
        new DirectCalls(dialect::answer, this::onContext, accessKeyId, region));
  }

  /** Of its own: calls that run side by side must not share what a context keeps. */
  private void onContext(Runnable call) {
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(now -> call.run());
  }
}
