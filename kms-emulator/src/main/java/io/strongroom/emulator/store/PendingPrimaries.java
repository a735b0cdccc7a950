package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds multi-region keys whose deletion was asked for. Thread-safe; never blocks. */
@ApplicationScoped
public class PendingPrimaries {

  private final Sessions sessions;

  PendingPrimaries(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Primaries and replicas whose deletion is pending, or waits for that of their replicas. */
  public Uni<List<KeyArn>> candidates() {
    return sessions.read(
        session ->
            Columns.select(
                    session,
                    String.class,
                    "SELECT arn FROM kms.kms_key WHERE multi_region AND state IN (?, ?)"
                        + " ORDER BY arn",
                    KeyState.PENDING_DELETION.name(),
                    KeyState.PENDING_REPLICA_DELETION.name())
                .getResultList()
                .map(arns -> arns.stream().map(KeyArn::parse).flatMap(Optional::stream).toList()));
  }
}
