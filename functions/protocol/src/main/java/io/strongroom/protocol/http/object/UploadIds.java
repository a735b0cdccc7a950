package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Targets;

/** Which upload, and which part of it, a request is about. */
public final class UploadIds {

  private UploadIds() {}

  /**
   * @throws ObjectStoreException NoSuchUpload when the parameter is empty, or cannot be looked for
   */
  public static UploadId uploadId(IncomingRequest request) {
    String given = request.route().query().first("uploadId").orElse("");
    if (!UploadId.canBe(given)) {
      throw new ObjectStoreException(new RequestError.NoSuchUpload(given));
    }
    return new UploadId(given);
  }

  static PartId part(IncomingRequest request) {
    int number = SelectionHeaders.partNumber(request.route().query());
    return new PartId(Targets.object(request), uploadId(request), number);
  }
}
