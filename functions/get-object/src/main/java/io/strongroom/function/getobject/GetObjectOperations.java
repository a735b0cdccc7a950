package io.strongroom.function.getobject;

import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.HeadObject;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operations of this function. */
final class GetObjectOperations {

  @Produces
  @Singleton
  GetObject getObject(StoredObjects objects, ObjectOpener opener) {
    return new GetObject(objects, opener);
  }

  @Produces
  @Singleton
  HeadObject headObject(StoredObjects objects, ObjectOpener opener) {
    return new HeadObject(objects, opener);
  }
}
