package io.strongroom.protocol.http;

import io.strongroom.domain.bucket.Bucket;
import io.strongroom.domain.bucket.CreateBucket;
import io.strongroom.domain.bucket.DeleteBucket;
import io.strongroom.domain.bucket.DeleteEncryptionConfiguration;
import io.strongroom.domain.bucket.EncryptionConfiguration;
import io.strongroom.domain.bucket.GetEncryptionConfiguration;
import io.strongroom.domain.bucket.HeadBucket;
import io.strongroom.domain.bucket.ListBuckets;
import io.strongroom.domain.bucket.PutEncryptionConfiguration;
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
import io.strongroom.domain.object.UpdateObjectEncryption;
import java.util.List;
import java.util.Optional;

/**
 * One way to speak to an object store: how requests are signed, parsed and answered.
 *
 * <p>An operation without a result is rendered from {@link Empty}.
 */
public interface Dialect {

  /** What an operation without a result gives. */
  enum Empty {
    EMPTY
  }

  /**
   * Proves who sent the request.
   *
   * @throws io.strongroom.signing.SignatureException when it is not proved
   */
  IncomingRequest authenticate(WireRequest request, Route route);

  /** The answer to a request that failed, whatever the reason; a bug becomes InternalError. */
  WireResponse renderError(WireRequest request, Throwable failure);

  OperationCodec<PutEncryptionConfiguration.Command, Empty> putEncryptionConfiguration();

  OperationCodec<GetEncryptionConfiguration.Command, Optional<EncryptionConfiguration>>
      getEncryptionConfiguration();

  OperationCodec<DeleteEncryptionConfiguration.Command, Empty> deleteEncryptionConfiguration();

  OperationCodec<PutObject.Command, PutObject.Result> putObject();

  OperationCodec<GetObject.Command, ObjectView> getObject();

  OperationCodec<GetObject.Command, ObjectView> headObject();

  OperationCodec<DeleteObject.Command, Empty> deleteObject();

  OperationCodec<DeleteObjects.Command, DeleteObjects.Result> deleteObjects();

  OperationCodec<CopyObject.Command, CopyObject.Result> copyObject();

  OperationCodec<UpdateObjectEncryption.Command, Empty> updateObjectEncryption();

  OperationCodec<CreateMultipartUpload.Command, CreateMultipartUpload.Result>
      createMultipartUpload();

  OperationCodec<UploadPart.Command, UploadPart.Result> uploadPart();

  OperationCodec<UploadPartCopy.Command, UploadPartCopy.Result> uploadPartCopy();

  OperationCodec<CompleteMultipartUpload.Command, CompleteMultipartUpload.Result>
      completeMultipartUpload();

  OperationCodec<AbortMultipartUpload.Command, Empty> abortMultipartUpload();

  OperationCodec<ListParts.Command, ListParts.Result> listParts();

  OperationCodec<ListMultipartUploads.Command, UploadListing.Page> listMultipartUploads();

  OperationCodec<ListBuckets.Command, List<Bucket>> listBuckets();

  OperationCodec<CreateBucket.Command, Empty> createBucket();

  OperationCodec<HeadBucket.Command, Bucket> headBucket();

  OperationCodec<HeadBucket.Command, Bucket> getBucketLocation();

  OperationCodec<DeleteBucket.Command, Empty> deleteBucket();

  OperationCodec<ListObjects.Command, ListingPage> listObjects();

  OperationCodec<ListObjects.Command, ListingPage> listObjectsV2();
}
