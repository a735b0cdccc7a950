package io.strongroom.runtime.wiring;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.strongroom.crypto.aead.CryptoWarmUp;
import io.strongroom.storage.metadata.MetadataWarmUp;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings ciphers and queries to speed before the process is ready, so that no client pays for it.
 * In a native executable there is little to gain: it listens at once, and a query is parsed when it
 * is first asked.
 */
final class WarmUp {

  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final long LIMIT_SECONDS = 30;

  void run(@Observes @Priority(1) StartupEvent starting, Vertx vertx, LazyRecords records) {
    if (ImageMode.current().isNativeImage()) {
      return;
    }
    CompletableFuture<Void> queries = new CompletableFuture<>();
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored ->
            MetadataWarmUp.run(
                    records.buckets(), records.objects(), records.uploads(), records.listings())
                .subscribe()
                .with(queries::complete, queries::completeExceptionally));
    CryptoWarmUp.run();
    try {
      queries.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      // Not ready is for the health check to say; the queries will be slow once.
      LOG.warnf("the metadata store was not warmed up: %s", failure.getCause());
    }
  }
}
