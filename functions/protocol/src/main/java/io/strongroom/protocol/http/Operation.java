package io.strongroom.protocol.http;

/** Every operation there is, and the one function that serves it. */
public enum Operation {
  PUT_ENCRYPTION_CONFIGURATION("PutEncryptionConfiguration", Function.PUT_ENCRYPTION_CONFIGURATION),
  GET_ENCRYPTION_CONFIGURATION("GetEncryptionConfiguration", Function.PUT_ENCRYPTION_CONFIGURATION),
  DELETE_ENCRYPTION_CONFIGURATION(
      "DeleteEncryptionConfiguration", Function.PUT_ENCRYPTION_CONFIGURATION),

  PUT_OBJECT("PutObject", Function.PUT_OBJECT),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", Function.PUT_OBJECT),
  UPLOAD_PART("UploadPart", Function.PUT_OBJECT),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", Function.PUT_OBJECT),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", Function.PUT_OBJECT),
  LIST_PARTS("ListParts", Function.PUT_OBJECT),

  GET_OBJECT("GetObject", Function.GET_OBJECT),
  HEAD_OBJECT("HeadObject", Function.GET_OBJECT),

  COPY_OBJECT("CopyObject", Function.COPY_OBJECT),
  UPLOAD_PART_COPY("UploadPartCopy", Function.COPY_OBJECT),
  UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", Function.COPY_OBJECT),

  GENERATE_DATA_KEY("GenerateDataKey", Function.GENERATE_DATA_KEY),
  GENERATE_DATA_KEY_WITHOUT_PLAINTEXT(
      "GenerateDataKeyWithoutPlaintext", Function.GENERATE_DATA_KEY),
  DECRYPT("Decrypt", Function.GENERATE_DATA_KEY),

  LIST_BUCKETS("ListBuckets", Function.MANAGE_BUCKET),
  CREATE_BUCKET("CreateBucket", Function.MANAGE_BUCKET),
  HEAD_BUCKET("HeadBucket", Function.MANAGE_BUCKET),
  DELETE_BUCKET("DeleteBucket", Function.MANAGE_BUCKET),
  GET_BUCKET_LOCATION("GetBucketLocation", Function.MANAGE_BUCKET),
  LIST_OBJECTS("ListObjects", Function.MANAGE_BUCKET),
  LIST_OBJECTS_V2("ListObjectsV2", Function.MANAGE_BUCKET),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads", Function.MANAGE_BUCKET),
  DELETE_OBJECT("DeleteObject", Function.MANAGE_BUCKET),
  DELETE_OBJECTS("DeleteObjects", Function.MANAGE_BUCKET),
  PROBE_API_VERSION("ProbeApiVersion", Function.MANAGE_BUCKET);

  private final String wireName;
  private final Function function;

  Operation(String wireName, Function function) {
    this.wireName = wireName;
    this.function = function;
  }

  /** The operation's name in documentation and logs; also the path of its resource. */
  public String wireName() {
    return wireName;
  }

  public Function function() {
    return function;
  }
}
