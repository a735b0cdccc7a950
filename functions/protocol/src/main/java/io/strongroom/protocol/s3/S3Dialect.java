package io.strongroom.protocol.s3;

import io.strongroom.domain.bucket.Bucket;
import io.strongroom.domain.bucket.CreateBucket;
import io.strongroom.domain.bucket.DeleteBucket;
import io.strongroom.domain.bucket.DeleteEncryptionConfiguration;
import io.strongroom.domain.bucket.EncryptionConfiguration;
import io.strongroom.domain.bucket.GetEncryptionConfiguration;
import io.strongroom.domain.bucket.HeadBucket;
import io.strongroom.domain.bucket.ListBuckets;
import io.strongroom.domain.bucket.PutEncryptionConfiguration;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.listing.ListObjects;
import io.strongroom.domain.listing.ListingPage;
import io.strongroom.domain.multipart.AbortMultipartUpload;
import io.strongroom.domain.multipart.CompleteMultipartUpload;
import io.strongroom.domain.multipart.CreateMultipartUpload;
import io.strongroom.domain.multipart.ListMultipartUploads;
import io.strongroom.domain.multipart.ListParts;
import io.strongroom.domain.multipart.UploadListing;
import io.strongroom.domain.multipart.UploadPart;
import io.strongroom.domain.multipart.UploadPartCopy;
import io.strongroom.domain.object.CopyObject;
import io.strongroom.domain.object.DeleteObject;
import io.strongroom.domain.object.DeleteObjects;
import io.strongroom.domain.object.GetObject;
import io.strongroom.domain.object.ObjectView;
import io.strongroom.domain.object.PutObject;
import io.strongroom.domain.object.RequestBody;
import io.strongroom.domain.object.UpdateObjectEncryption;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
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
import io.strongroom.protocol.http.object.UpdateObjectEncryptionCodec;
import io.strongroom.protocol.http.object.UploadPartCodec;
import io.strongroom.protocol.http.object.UploadPartCopyCodec;
import io.strongroom.signing.Credentials;
import io.strongroom.signing.v4.SigV4Rules;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The S3 dialect. Thread-safe. */
public final class S3Dialect implements Dialect {

  private static final Vocabulary WORDS = S3Vocabulary.words();

  private final S3Authentication authentication;
  private final ResponseHeaders answers;
  private final BodyRules bodyRules;
  private final String region;

  /**
   * @param rules which signatures of Version 4 are accepted; the first region they name is where
   *     buckets are
   */
  public S3Dialect(SigV4Rules rules, Credentials credentials, InstantSource clock) {
    this.authentication = new S3Authentication(rules, credentials, clock);
    this.answers = new ResponseHeaders(WORDS, "Strongroom", clock);
    this.region = rules.regions().stream().findFirst().orElse(S3Buckets.FIRST_REGION);
    // S3: an object whose writer states no checksum gets this one.
    this.bodyRules = BodyRules.verifyingOrComputing(WORDS.prefix(), ChecksumAlgorithm.CRC64NVME);
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    return authentication.authenticate(request, route);
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure) {
    String hostId = ResponseHeaders.hostId(request.requestId());
    return answers.complete(request, S3Errors.render(request, failure, hostId));
  }

  @Override
  public OperationCodec<PutEncryptionConfiguration.Command, Empty> putEncryptionConfiguration() {
    return answers.completing(new PutEncryptionConfigurationCodec(WORDS));
  }

  @Override
  public OperationCodec<GetEncryptionConfiguration.Command, Optional<EncryptionConfiguration>>
      getEncryptionConfiguration() {
    return answers.completing(
        new GetEncryptionConfigurationCodec(WORDS, S3Buckets::defaultConfiguration));
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
    return answers.completing(new UpdateObjectEncryptionCodec(WORDS));
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
    return answers.completing(new ListBucketsCodec(WORDS, S3Buckets::particulars));
  }

  @Override
  public OperationCodec<CreateBucket.Command, Empty> createBucket() {
    return answers.completing(
        new CreateBucketCodec(WORDS, region, region.equals(S3Buckets.FIRST_REGION)));
  }

  @Override
  public OperationCodec<HeadBucket.Command, Bucket> headBucket() {
    return answers.completing(new BucketCodec(S3Buckets::head));
  }

  @Override
  public OperationCodec<HeadBucket.Command, Bucket> getBucketLocation() {
    return answers.completing(new BucketCodec(S3Buckets::location));
  }

  @Override
  public OperationCodec<DeleteBucket.Command, Empty> deleteBucket() {
    return answers.completing(new DeleteBucketCodec());
  }

  @Override
  public OperationCodec<ListObjects.Command, ListingPage> listObjects() {
    return answers.completing(new ListObjectsCodec(WORDS, false));
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
