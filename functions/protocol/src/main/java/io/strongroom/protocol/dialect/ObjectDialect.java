package io.strongroom.protocol.dialect;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Permission;
import io.strongroom.protocol.http.ResponseHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.ServiceOperations;
import io.strongroom.protocol.http.UnofferedOperations;
import io.strongroom.protocol.http.VersionOperations;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WholeRequest;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.VerifiedBody;
import io.strongroom.protocol.http.bucket.BucketCodec;
import io.strongroom.protocol.http.bucket.BucketPolicyCodec;
import io.strongroom.protocol.http.bucket.CreateBucketCodec;
import io.strongroom.protocol.http.bucket.DeleteBucketCodec;
import io.strongroom.protocol.http.bucket.DeleteEncryptionConfigurationCodec;
import io.strongroom.protocol.http.bucket.GetBucketUsageCodec;
import io.strongroom.protocol.http.bucket.GetBucketVersioningCodec;
import io.strongroom.protocol.http.bucket.GetEncryptionConfigurationCodec;
import io.strongroom.protocol.http.bucket.ProbeApiVersionCodec;
import io.strongroom.protocol.http.bucket.PutBucketPolicyCodec;
import io.strongroom.protocol.http.bucket.PutBucketVersioningCodec;
import io.strongroom.protocol.http.bucket.PutEncryptionConfigurationCodec;
import io.strongroom.protocol.http.bucket.UnofferedCodec;
import io.strongroom.protocol.http.configuration.PreflightCodec;
import io.strongroom.protocol.http.listing.ListBucketsCodec;
import io.strongroom.protocol.http.listing.ListMultipartUploadsCodec;
import io.strongroom.protocol.http.listing.ListObjectVersionsCodec;
import io.strongroom.protocol.http.listing.ListObjectsCodec;
import io.strongroom.protocol.http.listing.ListObjectsV2Codec;
import io.strongroom.protocol.http.listing.ListPartsCodec;
import io.strongroom.protocol.http.object.AbortMultipartUploadCodec;
import io.strongroom.protocol.http.object.AppendObjectCodec;
import io.strongroom.protocol.http.object.CompleteMultipartUploadCodec;
import io.strongroom.protocol.http.object.CopyObjectCodec;
import io.strongroom.protocol.http.object.CreateMultipartUploadCodec;
import io.strongroom.protocol.http.object.DeleteObjectCodec;
import io.strongroom.protocol.http.object.DeleteObjectsCodec;
import io.strongroom.protocol.http.object.GetObjectCodec;
import io.strongroom.protocol.http.object.PostObjectCodec;
import io.strongroom.protocol.http.object.PutObjectCodec;
import io.strongroom.protocol.http.object.ReadObjectCodec;
import io.strongroom.protocol.http.object.RestoreObjectCodec;
import io.strongroom.protocol.http.object.SetObjectMetadataCodec;
import io.strongroom.protocol.http.object.UploadPartCodec;
import io.strongroom.protocol.http.object.UploadPartCopyCodec;
import io.strongroom.protocol.http.object.VersionCodecs;
import java.time.InstantSource;
import java.util.Set;

/** A dialect of object storage: what S3 and OBS have in common, told apart by particulars. */
public final class ObjectDialect implements Dialect {

  private final Particulars particulars;
  private final ResponseHeaders answers;
  private final InstantSource clock;
  private final Codecs codecs;

  public ObjectDialect(Particulars particulars, InstantSource clock) {
    this.particulars = particulars;
    this.clock = clock;
    this.answers = new ResponseHeaders(particulars.words(), particulars.server(), clock);
    Codecs.Builder table = new Codecs.Builder();
    addBuckets(table);
    addListings(table);
    addObjects(table);
    addUploads(table);
    particulars.addOwn(table, this::body);
    this.codecs = table.build();
  }

  private void addBuckets(Codecs.Builder table) {
    Vocabulary words = particulars.words();
    BucketStyle style = particulars.buckets();
    table
        .add(ServiceOperations.PROBE_API_VERSION, new ProbeApiVersionCodec())
        .add(ServiceOperations.PREFLIGHT, new PreflightCodec())
        .add(UnofferedOperations.OF_BUCKET, new UnofferedCodec())
        .add(UnofferedOperations.OF_OBJECT, new UnofferedCodec())
        .add(
            ServiceOperations.LIST_BUCKETS,
            new ListBucketsCodec(words, style::list, style::knowsRegion))
        .add(
            BucketOperations.CREATE_BUCKET,
            new CreateBucketCodec(words, style.region(), style.createdAgain(), style::reserves))
        .add(BucketOperations.HEAD_BUCKET, new BucketCodec(style::head))
        .add(BucketOperations.GET_BUCKET_LOCATION, new BucketCodec(style::location))
        .add(BucketOperations.GET_BUCKET_STORAGE_INFO, new GetBucketUsageCodec(words))
        .add(BucketOperations.DELETE_BUCKET, new DeleteBucketCodec())
        .add(
            BucketOperations.PUT_ENCRYPTION_CONFIGURATION,
            new PutEncryptionConfigurationCodec(words, particulars.buckets().unknownKey()))
        .add(
            BucketOperations.GET_ENCRYPTION_CONFIGURATION,
            new GetEncryptionConfigurationCodec(words, style::configurationOf))
        .add(
            BucketOperations.DELETE_ENCRYPTION_CONFIGURATION,
            new DeleteEncryptionConfigurationCodec())
        .add(BucketOperations.GET_BUCKET_VERSIONING, new GetBucketVersioningCodec(words))
        .add(BucketOperations.PUT_BUCKET_VERSIONING, new PutBucketVersioningCodec(words))
        .add(
            BucketOperations.PUT_BUCKET_POLICY,
            new PutBucketPolicyCodec(words, particulars.policyForm()))
        .add(BucketOperations.GET_BUCKET_POLICY, BucketPolicyCodec.get())
        .add(BucketOperations.DELETE_BUCKET_POLICY, BucketPolicyCodec.delete());
  }

  private void addListings(Codecs.Builder table) {
    Vocabulary words = particulars.words();
    table
        .add(
            BucketOperations.LIST_OBJECTS,
            new ListObjectsCodec(words, particulars.alwaysTellsNextMarker()))
        .add(BucketOperations.LIST_OBJECTS_V2, new ListObjectsV2Codec(words))
        .add(BucketOperations.LIST_MULTIPART_UPLOADS, new ListMultipartUploadsCodec(words))
        .add(BucketOperations.DELETE_OBJECTS, new DeleteObjectsCodec(words, particulars::error))
        .add(
            BucketOperations.LIST_OBJECT_VERSIONS,
            new ListObjectVersionsCodec(words, particulars.ignoresUnknownMarkers()));
  }

  private void addObjects(Codecs.Builder table) {
    Vocabulary words = particulars.words();
    PutObjectCodec put = new PutObjectCodec(words, this::body, clock);
    table
        .add(ObjectOperations.PUT_OBJECT, put)
        .add(ObjectOperations.POST_OBJECT, new PostObjectCodec(words, put))
        .add(ObjectOperations.GET_OBJECT, new GetObjectCodec(words, clock))
        .add(ObjectOperations.HEAD_OBJECT, new ReadObjectCodec(words, clock))
        .add(ObjectOperations.COPY_OBJECT, new CopyObjectCodec(words, clock))
        .add(ObjectOperations.DELETE_OBJECT, new DeleteObjectCodec(words));
    // OBS: its SDKs do these in the S3 dialect too.
    table
        .add(ObjectOperations.APPEND_OBJECT, new AppendObjectCodec(words, this::body))
        .add(ObjectOperations.SET_OBJECT_METADATA, new SetObjectMetadataCodec(words));
    new VersionCodecs(words).addCommon(table);
    table.add(VersionOperations.RESTORE_OBJECT, new RestoreObjectCodec(words, clock));
  }

  private void addUploads(Codecs.Builder table) {
    Vocabulary words = particulars.words();
    table
        .add(ObjectOperations.CREATE_MULTIPART_UPLOAD, new CreateMultipartUploadCodec(words, clock))
        .add(ObjectOperations.UPLOAD_PART, new UploadPartCodec(words, this::body))
        .add(ObjectOperations.UPLOAD_PART_COPY, new UploadPartCopyCodec(words, clock))
        .add(ObjectOperations.COMPLETE_MULTIPART_UPLOAD, new CompleteMultipartUploadCodec(words))
        .add(ObjectOperations.ABORT_MULTIPART_UPLOAD, new AbortMultipartUploadCodec())
        .add(ObjectOperations.LIST_PARTS, new ListPartsCodec(words));
  }

  /** The operations that this dialect has; others are refused by name. */
  public Set<Operation<?, ?>> operations() {
    return codecs.operations();
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    return switch (route.operation().permission()) {
      case Permission.Open() -> IncomingRequest.unsigned(request, route);
      case Permission.Needed _, Permission.LeftToKeyService _, Permission.LeftToOperation _ ->
          particulars.authenticate(request, route);
    };
  }

  @Override
  public <C, R> C parse(Operation<C, R> operation, IncomingRequest request) {
    C command = codecs.get(operation).parse(request);
    return switch (operation.permission()) {
      // Anybody's headers may come with it: it does the same whatever they say.
      case Permission.Open() -> command;
      case Permission.Needed _, Permission.LeftToKeyService _, Permission.LeftToOperation _ ->
          WholeRequest.requireRead(request, command);
    };
  }

  @Override
  public <C, R> WireResponse render(Operation<C, R> operation, IncomingRequest request, R result) {
    return answers.complete(request.wire(), codecs.get(operation).render(request, result));
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure) {
    String hostId = ResponseHeaders.hostId(request.requestId());
    return answers.complete(request, particulars.renderError(request, failure, hostId));
  }

  /** The checked body of a request; nothing of it is touched yet. */
  private RequestBody body(IncomingRequest request) {
    return VerifiedBody.of(
        request.wire().body(),
        request.integrity(),
        request.wire().headers()::all,
        particulars.bodies());
  }
}
