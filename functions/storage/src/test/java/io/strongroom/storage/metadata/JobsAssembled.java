package io.strongroom.storage.metadata;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.JobAssembly;
import io.strongroom.domain.assembly.JobPorts;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.storage.identity.PostgresAccessKeys;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** Operations on jobs that are kept in PostgreSQL. */
final class JobsAssembled {

  private JobsAssembled() {}

  static JobAssembly of(Pool pool, Jobs jobs, JobActors actors, Assembly parts) {
    JobPorts ports =
        new JobPorts(
            jobs,
            new PostgresJobObjects(pool),
            new PostgresJobSchedules(pool, jobs),
            new PostgresKeyInventory(pool),
            actors,
            new PostgresReportKeys(pool),
            new PostgresAccessKeys(pool, InstantSource.system()),
            ColumnFiles.none());
    ServiceRights rights =
        new ServiceRights(
            new CallerConditions(Region.of("us-east-1"), InstantSource.system()),
            refusal -> {},
            JobFixture.ACCOUNT);
    return new JobAssembly(ports, parts, parts, rights);
  }
}
