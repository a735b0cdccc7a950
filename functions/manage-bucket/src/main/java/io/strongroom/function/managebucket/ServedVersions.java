package io.strongroom.function.managebucket;

import static io.strongroom.runtime.http.ServedOperation.served;

import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.ChangeVersion;
import io.strongroom.domain.operation.LookAtVersion;
import io.strongroom.protocol.http.VersionOperations;
import io.strongroom.runtime.http.ServedOperation;
import java.util.stream.Stream;

/** Everything that is asked and set of one version, in one way. */
final class ServedVersions {

  private ServedVersions() {}

  static Stream<ServedOperation<?, ?>> of(Assembly parts) {
    StoredObjects stored = parts.storedObjects();
    return Stream.concat(
        VersionOperations.LOOKS.stream()
            .map(
                look ->
                    served(look, new LookAtVersion(stored, ServedBuckets.action(look))::execute)),
        VersionOperations.CHANGES.stream()
            .map(
                change ->
                    served(
                        change,
                        new ChangeVersion(
                                stored,
                                parts.buckets(),
                                parts.storage().objects(),
                                parts.clock(),
                                ServedBuckets.action(change))
                            ::execute)));
  }
}
