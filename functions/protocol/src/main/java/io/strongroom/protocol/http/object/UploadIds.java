package io.strongroom.protocol.http.object;

import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;
import io.strongroom.domain.multipart.PartId;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Targets;

/** Which upload, and which part of it, a request is about. */
public final class UploadIds {

  private UploadIds() {}

  /**
   * @throws ObjectStoreException NoSuchUpload when the parameter is empty
   */
  public static String uploadId(IncomingRequest request) {
    return request
        .route()
        .query()
        .first("uploadId")
        .filter(id -> !id.isEmpty())
        .orElseThrow(() -> new ObjectStoreException(new RequestError.NoSuchUpload("")));
  }

  static PartId part(IncomingRequest request) {
    int number = Selections.partNumber(request.route().query());
    return new PartId(Targets.object(request), uploadId(request), number);
  }
}
