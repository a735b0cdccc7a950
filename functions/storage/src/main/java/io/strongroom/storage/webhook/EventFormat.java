package io.strongroom.storage.webhook;

/** How an event is put into a request or a record. */
public enum EventFormat {
  /** A document of S3, with one record. */
  S3,
  /** CloudEvents in binary mode: attributes are headers, the body is S3's record. */
  CLOUDEVENTS,
  /** CloudEvents in structured mode: one document. */
  STRUCTURED
}
