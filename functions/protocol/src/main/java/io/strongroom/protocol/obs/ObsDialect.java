package io.strongroom.protocol.obs;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.NotOfferedCodec;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.ResponseHeaders;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.BodyRules;
import io.strongroom.protocol.http.body.VerifiedBody;
import io.strongroom.protocol.http.bucket.BucketCodec;
import io.strongroom.protocol.http.bucket.CreateBucketCodec;
import io.strongroom.protocol.http.bucket.DeleteBucketCodec;
import io.strongroom.protocol.http.bucket.DeleteEncryptionConfigurationCodec;
import io.strongroom.protocol.http.bucket.GetEncryptionConfigurationCodec;
import io.strongroom.protocol.http.bucket.PutEncryptionConfigurationCodec;
import io.strongroom.protocol.http.listing.ListBucketsCodec;
import io.strongroom.protocol.http.listing.ListMultipartUploadsCodec;
import io.strongroom.protocol.http.listing.ListObjectsCodec;
import io.strongroom.protocol.http.listing.ListObjectsV2Codec;
import io.strongroom.protocol.http.listing.ListPartsCodec;
import io.strongroom.protocol.http.object.AbortMultipartUploadCodec;
import io.strongroom.protocol.http.object.CompleteMultipartUploadCodec;
import io.strongroom.protocol.http.object.CopyObjectCodec;
import io.strongroom.protocol.http.object.CreateMultipartUploadCodec;
import io.strongroom.protocol.http.object.DeleteObjectCodec;
import io.strongroom.protocol.http.object.DeleteObjectsCodec;
import io.strongroom.protocol.http.object.PutObjectCodec;
import io.strongroom.protocol.http.object.ReadObjectCodec;
import io.strongroom.protocol.http.object.UploadPartCodec;
import io.strongroom.protocol.http.object.UploadPartCopyCodec;
import io.strongroom.signing.Credentials;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The OBS dialect. Thread-safe. */
public final class ObsDialect implements Dialect {

  private static final Vocabulary WORDS = ObsVocabulary.words();

  private final ObsAuthentication authentication;
  private final ResponseHeaders answers;
  private final BodyRules bodyRules;
  private final String region;

  /**
   * @param region where buckets are
   */
  public ObsDialect(String region, Credentials credentials, InstantSource clock) {
    this.region = region;
    this.authentication = new ObsAuthentication(credentials, clock);
    this.answers = new ResponseHeaders(WORDS, "OBS", clock);
    this.bodyRules = BodyRules.withoutChecksums(WORDS.prefix());
  }

  /**
   * Answers the probe by which OBS clients choose a dialect; it is not signed.
   *
   * @param found whether the bucket exists, if the probe names one
   */
  public WireResponse apiVersion(WireRequest request, boolean found) {
    Headers headers = Headers.none().and("x-obs-api", "3.0");
    return answers.complete(
        request, found ? WireResponse.of(200, headers) : WireResponse.of(404, Headers.none()));
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    return authentication.authenticate(request, route);
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure) {
    String hostId = ResponseHeaders.hostId(request.requestId());
    return answers.complete(request, ObsErrors.render(request, failure, hostId));
  }

  @Override
  public OperationCodec<PutEncryptionConfiguration.Command, Empty> putEncryptionConfiguration() {
    return answers.completing(new PutEncryptionConfigurationCodec(WORDS));
  }

  @Override
  public OperationCodec<GetEncryptionConfiguration.Command, Optional<EncryptionConfiguration>>
      getEncryptionConfiguration() {
    return answers.completing(
        new GetEncryptionConfigurationCodec(WORDS, ObsBuckets::noConfiguration));
  }

  @Override
  public OperationCodec<DeleteEncryptionConfiguration.Command, Empty>
      deleteEncryptionConfiguration() {
    return answers.completing(new DeleteEncryptionConfigurationCodec());
  }

  @Override
  public OperationCodec<PutObject.Command, PutObject.Result> putObject() {
    return answers.completing(new PutObjectCodec(WORDS, this::objectBody));
  }

  @Override
  public OperationCodec<GetObject.Command, ObjectView> getObject() {
    return answers.completing(new ReadObjectCodec(WORDS));
  }

  @Override
  public OperationCodec<GetObject.Command, ObjectView> headObject() {
    return answers.completing(new ReadObjectCodec(WORDS));
  }

  @Override
  public OperationCodec<DeleteObject.Command, Empty> deleteObject() {
    return answers.completing(new DeleteObjectCodec(WORDS));
  }

  @Override
  public OperationCodec<DeleteObjects.Command, DeleteObjects.Result> deleteObjects() {
    return answers.completing(new DeleteObjectsCodec(WORDS));
  }

  @Override
  public OperationCodec<CopyObject.Command, CopyObject.Result> copyObject() {
    return answers.completing(new CopyObjectCodec(WORDS));
  }

  @Override
  public OperationCodec<UpdateObjectEncryption.Command, Empty> updateObjectEncryption() {
    return answers.completing(new NotOfferedCodec<>("UpdateObjectEncryption"));
  }

  @Override
  public OperationCodec<CreateMultipartUpload.Command, CreateMultipartUpload.Result>
      createMultipartUpload() {
    return answers.completing(new CreateMultipartUploadCodec(WORDS));
  }

  @Override
  public OperationCodec<UploadPart.Command, UploadPart.Result> uploadPart() {
    return answers.completing(new UploadPartCodec(WORDS, this::objectBody));
  }

  @Override
  public OperationCodec<UploadPartCopy.Command, UploadPartCopy.Result> uploadPartCopy() {
    return answers.completing(new UploadPartCopyCodec(WORDS));
  }

  @Override
  public OperationCodec<CompleteMultipartUpload.Command, CompleteMultipartUpload.Result>
      completeMultipartUpload() {
    return answers.completing(new CompleteMultipartUploadCodec(WORDS));
  }

  @Override
  public OperationCodec<AbortMultipartUpload.Command, Empty> abortMultipartUpload() {
    return answers.completing(new AbortMultipartUploadCodec());
  }

  @Override
  public OperationCodec<ListParts.Command, ListParts.Result> listParts() {
    return answers.completing(new ListPartsCodec(WORDS));
  }

  @Override
  public OperationCodec<ListMultipartUploads.Command, UploadListing.Page> listMultipartUploads() {
    return answers.completing(new ListMultipartUploadsCodec(WORDS));
  }

  @Override
  public OperationCodec<ListBuckets.Command, List<Bucket>> listBuckets() {
    return answers.completing(new ListBucketsCodec(WORDS, ObsBuckets::particulars));
  }

  @Override
  public OperationCodec<CreateBucket.Command, Empty> createBucket() {
    return answers.completing(new CreateBucketCodec(WORDS, region, true));
  }

  @Override
  public OperationCodec<HeadBucket.Command, Bucket> headBucket() {
    return answers.completing(new BucketCodec(ObsBuckets::head));
  }

  @Override
  public OperationCodec<HeadBucket.Command, Bucket> getBucketLocation() {
    return answers.completing(new BucketCodec(ObsBuckets::location));
  }

  @Override
  public OperationCodec<DeleteBucket.Command, Empty> deleteBucket() {
    return answers.completing(new DeleteBucketCodec());
  }

  @Override
  public OperationCodec<ListObjects.Command, ListingPage> listObjects() {
    return answers.completing(new ListObjectsCodec(WORDS, true));
  }

  @Override
  public OperationCodec<ListObjects.Command, ListingPage> listObjectsV2() {
    return answers.completing(new ListObjectsV2Codec(WORDS));
  }

  private RequestBody objectBody(IncomingRequest request) {
    return VerifiedBody.of(
        request.wire().body(), request.integrity(), request.wire().headers()::all, bodyRules);
  }
}
