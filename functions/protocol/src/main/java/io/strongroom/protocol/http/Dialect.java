package io.strongroom.protocol.http;

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
