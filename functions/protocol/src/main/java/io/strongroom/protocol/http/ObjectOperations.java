package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.bucket;
import static io.strongroom.protocol.http.RequestPattern.object;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.AppendObject;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.GetObjectAttributes;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.SetObjectMetadata;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.Dialect.Empty;
import io.strongroom.protocol.http.RouteRow.HeaderTest;
import java.util.List;

/** Operations on one object or one upload, each with the requests that mean it. */
public final class ObjectOperations {

  private static final List<String> COPY_SOURCE = List.of("x-amz-copy-source", "x-obs-copy-source");
  private static final HeaderTest COPIES = new HeaderTest.AnyOf(COPY_SOURCE);
  private static final HeaderTest CARRIES_BODY = new HeaderTest.NoneOf(COPY_SOURCE);

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<PutObject.Command, PutObject.Result> PUT_OBJECT =
      TABLE.add(
          "PutObject", Function.PUT_OBJECT, Action.PUT_OBJECT, object("PUT").when(CARRIES_BODY));

  /** PutObject by a form of a browser, whose fields are its headers. */
  public static final Operation<PutObject.Command, PutObject.Result> POST_OBJECT =
      TABLE.add("PostObject", Function.PUT_OBJECT, Action.PUT_OBJECT, bucket("POST"));

  public static final Operation<CreateMultipartUpload.Command, CreateMultipartUpload.Result>
      CREATE_MULTIPART_UPLOAD =
          TABLE.add(
              "CreateMultipartUpload",
              Function.PUT_OBJECT,
              Action.PUT_OBJECT,
              object("POST", "uploads"));

  public static final Operation<UploadPart.Command, UploadPart.Result> UPLOAD_PART =
      TABLE.add(
          "UploadPart",
          Function.PUT_OBJECT,
          Action.PUT_OBJECT,
          object("PUT", "partNumber", "uploadId").when(CARRIES_BODY));

  public static final Operation<CompleteMultipartUpload.Command, CompleteMultipartUpload.Result>
      COMPLETE_MULTIPART_UPLOAD =
          TABLE.add(
              "CompleteMultipartUpload",
              Function.PUT_OBJECT,
              Action.PUT_OBJECT,
              object("POST", "uploadId"));

  public static final Operation<AbortMultipartUpload.Command, Empty> ABORT_MULTIPART_UPLOAD =
      TABLE.add(
          "AbortMultipartUpload",
          Function.PUT_OBJECT,
          Action.ABORT_MULTIPART_UPLOAD,
          object("DELETE", "uploadId"));

  public static final Operation<ListParts.Command, ListParts.Result> LIST_PARTS =
      TABLE.add(
          "ListParts",
          Function.PUT_OBJECT,
          Action.LIST_MULTIPART_UPLOAD_PARTS,
          object("GET", "uploadId"));

  public static final Operation<GetObject.Command, GetObject.Result> GET_OBJECT =
      TABLE.add(
          "GetObject",
          Function.GET_OBJECT,
          Action.GET_OBJECT,
          object("GET").allowing("partNumber", "versionId"));

  public static final Operation<GetObject.Command, ObjectView> HEAD_OBJECT =
      TABLE.add(
          "HeadObject",
          Function.GET_OBJECT,
          Action.GET_OBJECT,
          object("HEAD").allowing("partNumber", "versionId"));

  public static final Operation<GetObjectAttributes.Command, GetObjectAttributes.Result>
      GET_OBJECT_ATTRIBUTES =
          TABLE.add(
              "GetObjectAttributes",
              Function.GET_OBJECT,
              Action.GET_OBJECT_ATTRIBUTES,
              object("GET", "attributes").allowing("versionId"));

  public static final Operation<CopyObject.Command, CopyObject.Result> COPY_OBJECT =
      TABLE.add("CopyObject", Function.COPY_OBJECT, Action.PUT_OBJECT, object("PUT").when(COPIES));

  public static final Operation<UploadPartCopy.Command, UploadPartCopy.Result> UPLOAD_PART_COPY =
      TABLE.add(
          "UploadPartCopy",
          Function.COPY_OBJECT,
          Action.PUT_OBJECT,
          object("PUT", "partNumber", "uploadId").when(COPIES));

  public static final Operation<UpdateObjectEncryption.Command, Empty> UPDATE_OBJECT_ENCRYPTION =
      TABLE.add(
          "UpdateObjectEncryption",
          Function.COPY_OBJECT,
          Action.UPDATE_OBJECT_ENCRYPTION,
          object("PUT", "encryption").allowing("versionId"));

  public static final Operation<SetObjectMetadata.Command, ObjectMetadata> SET_OBJECT_METADATA =
      TABLE.add(
          "SetObjectMetadata",
          Function.COPY_OBJECT,
          Action.PUT_OBJECT,
          object("PUT", "metadata").allowing("versionId"));

  /** Of OBS. Whoever appends unwraps the key of what is there. */
  public static final Operation<AppendObject.Command, AppendObject.Result> APPEND_OBJECT =
      TABLE.add(
          "AppendObject",
          Function.COPY_OBJECT,
          Action.PUT_OBJECT,
          object("POST", "append").allowing("position"));

  public static final Operation<DeleteObject.Command, Deletion> DELETE_OBJECT =
      TABLE.add(
          "DeleteObject",
          Function.MANAGE_BUCKET,
          Action.DELETE_OBJECT,
          object("DELETE").allowing("versionId"));

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private ObjectOperations() {}

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }
}
