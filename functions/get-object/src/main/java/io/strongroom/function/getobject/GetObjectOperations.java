package io.strongroom.function.getobject;

import io.strongroom.domain.object.GetObject;
import io.strongroom.domain.object.HeadObject;
import io.strongroom.domain.object.ObjectOpener;
import io.strongroom.domain.object.StoredObjects;
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
