package io.strongroom.runtime.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.identity.PostgresRequestRecords;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** From the database to where requests are noted. */
final class AuditBeans {

  @Produces
  @Singleton
  RequestRecords records(Pool pool, StrongroomConfig config) {
    return new PostgresRequestRecords(pool, config.region());
  }

  @Produces
  @Singleton
  @Typed(RequestTrail.class)
  RequestTrail trail(
      RequestRecords records, StrongroomConfig config, UsageMeters meters, InstantSource clock) {
    return new RequestTrail(
        config.requestRecords()
            ? Optional.of(new RequestWriter(records, meters::count))
            : Optional.empty(),
        clock);
  }

  /**
   * While there are connections to the database: beans go one after another, in no order of ours.
   */
  void stop(@Observes ShutdownEvent event, RequestTrail trail) {
    trail.close();
  }
}
