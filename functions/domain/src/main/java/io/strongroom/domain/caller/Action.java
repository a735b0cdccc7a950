package io.strongroom.domain.caller;

/** What a caller wants to do; named as the permission that allows it. */
public enum Action {
  PUT_ENCRYPTION_CONFIGURATION,
  GET_ENCRYPTION_CONFIGURATION,
  PUT_OBJECT,
  GET_OBJECT,
  DELETE_OBJECT,
  LIST_BUCKET,
  LIST_MULTIPART_UPLOADS,
  ABORT_MULTIPART_UPLOAD,
  UPDATE_OBJECT_ENCRYPTION,
  DELETE_BUCKET,
  GET_BUCKET_LOCATION
}
