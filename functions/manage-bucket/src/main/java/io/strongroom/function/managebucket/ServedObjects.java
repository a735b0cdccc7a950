package io.strongroom.function.managebucket;

import static io.strongroom.protocol.http.BucketOperations.DELETE_OBJECTS;
import static io.strongroom.protocol.http.ObjectOperations.DELETE_OBJECT;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.port.Objects;
import io.strongroom.runtime.http.ServedOperation;
import java.util.List;

/** What is done to objects without a key: deletions. */
final class ServedObjects {

  private ServedObjects() {}

  static List<ServedOperation<?, ?>> of(Assembly parts) {
    AuthorizedBuckets authorized = parts.buckets();
    Objects objects = parts.storage().objects();
    return List.of(
        served(DELETE_OBJECT, new DeleteObject(authorized, objects)::execute),
        served(
            DELETE_OBJECTS, new DeleteObjects(authorized, parts.authorizer(), objects)::execute));
  }
}
