package io.strongroom.function.managebucket;

import static io.strongroom.protocol.http.BucketOperations.LIST_MULTIPART_UPLOADS;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECTS;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECTS_V2;
import static io.strongroom.protocol.http.BucketOperations.LIST_OBJECT_VERSIONS;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.StoragePorts;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.operation.ListObjectVersions;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.runtime.http.ServedOperation;
import java.util.List;

/** What a bucket holds, page by page. */
final class ServedListings {

  private ServedListings() {}

  static List<ServedOperation<?, ?>> of(Assembly parts) {
    AuthorizedBuckets authorized = parts.buckets();
    StoragePorts storage = parts.storage();
    return List.of(
        served(LIST_OBJECTS, new ListObjects(authorized, storage.listings())::execute),
        served(LIST_OBJECTS_V2, new ListObjects(authorized, storage.listings())::execute),
        served(
            LIST_OBJECT_VERSIONS,
            new ListObjectVersions(authorized, storage.objects(), storage.listings())::execute),
        served(
            LIST_MULTIPART_UPLOADS,
            new ListMultipartUploads(authorized, storage.uploads())::execute));
  }
}
