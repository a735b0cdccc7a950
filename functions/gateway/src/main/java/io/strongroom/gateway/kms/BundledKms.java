package io.strongroom.gateway.kms;

import io.smallrye.common.vertx.VertxContext;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.aws.AwsDialect;
import io.strongroom.emulator.aws.InProcessCall;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.kms.provider.KmsProvider;
import io.strongroom.runtime.wiring.InProcessKms;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  @Override
  public CompletionStage<Told> ask(
      String accessKeyId, Region region, String operation, String members) {
    InProcessCall call =
        new InProcessCall(
            operation,
            new JsonObject(members),
            accessKeyId,
            region,
            Optional.empty(),
            Optional.empty());
    CompletableFuture<Told> told = new CompletableFuture<>();
    onContext(
        () ->
            dialect
                .answer(call)
                .subscribe()
                .with(reply -> tell(reply, told), told::completeExceptionally));
    return told;
  }

  /** An answer that a connection would lose is lost here too, and not waited for. */
  private static void tell(WireReply reply, CompletableFuture<Told> told) {
    switch (reply.delivery()) {
      case NORMAL -> told.complete(new Told(reply.status(), reply.body().toString()));
      case HANG, RESET, TRUNCATE ->
          told.completeExceptionally(new IOException("the KMS broke off its answer"));
    }
  }

  /** Of its own: calls that run side by side must not share what a context keeps. */
  private void onContext(Runnable call) {
    VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
        .runOnContext(now -> call.run());
  }
}
