package io.strongroom.protocol.http;

/** The deployable functions. */
public enum Function {
  PUT_ENCRYPTION_CONFIGURATION("put-encryption-configuration"),
  PUT_OBJECT("put-object"),
  GET_OBJECT("get-object"),
  COPY_OBJECT("copy-object"),
  GENERATE_DATA_KEY("generate-data-key"),
  MANAGE_BUCKET("manage-bucket"),
  MANAGE_ACCESS("manage-access"),
  MANAGE_JOBS("manage-jobs");

  private final String id;

  Function(String id) {
    this.id = id;
  }

  /** As modules, images and services are called. */
  public String id() {
    return id;
  }
}
