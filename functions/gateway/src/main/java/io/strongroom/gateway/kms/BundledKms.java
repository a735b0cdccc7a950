package io.strongroom.gateway.kms;

import io.smallrye.common.vertx.VertxContext;
import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.runtime.wiring.InProcessKms;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Lets the object functions ask the KMS beside them without a connection. Thread-safe. */
@Singleton
final class BundledKms implements InProcessKms {

  private final AwsDialect dialect;
  private final Vertx vertx;

  BundledKms(AwsDialect dialect, Vertx vertx) {
    this.dialect = dialect;
    this.vertx = vertx;
  }

  @Override
  public KmsProvider client(String accessKeyId, String region) {
    return new DirectKmsClient(
        new DirectCalls(dialect::answer, this::onContext, accessKeyId, region));
  }

  /** Of its own: calls that run side by side must not share what a context keeps. */
  private void onContext(Runnable call) {
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(now -> call.run());
  }
}
