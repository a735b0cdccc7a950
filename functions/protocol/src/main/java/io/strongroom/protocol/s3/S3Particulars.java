package io.strongroom.protocol.s3;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.protocol.dialect.BucketStyle;
import io.strongroom.protocol.dialect.Particulars;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Codecs;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.body.BodyRules;
import io.strongroom.protocol.http.bucket.BucketPolicyCodec;
import io.strongroom.protocol.http.bucket.PublicAccessBlockCodec;
import io.strongroom.protocol.http.bucket.PutPublicAccessBlockCodec;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.object.GetObjectAttributesCodec;
import io.strongroom.protocol.http.object.UpdateObjectEncryptionCodec;
import io.strongroom.signing.v4.SigV4Rules;
import java.time.InstantSource;
import java.util.function.Function;

/** What S3 does otherwise than OBS. */
public final class S3Particulars implements Particulars {

  private final S3Authentication authentication;
  private final BucketStyle buckets;

  /**
   * @param rules which signatures of Version 4 are accepted; the first region they name is where
   *     buckets are
   */
  public S3Particulars(SigV4Rules rules, Signers credentials, InstantSource clock) {
    this.authentication = new S3Authentication(rules, credentials, clock);
    this.buckets =
        new S3BucketStyle(
            rules.regions().stream()
                .findFirst()
                .map(Region::of)
                .orElse(S3BucketStyle.FIRST_REGION));
  }

  @Override
  public Vocabulary words() {
    return S3Vocabulary.words();
  }

  @Override
  public String server() {
    return "Strongroom";
  }

  @Override
  public BucketStyle buckets() {
    return buckets;
  }

  /** S3: an object whose writer states no checksum gets this one. */
  @Override
  public BodyRules bodies() {
    return BodyRules.verifyingOrComputing(words().prefix(), ChecksumAlgorithm.CRC64NVME);
  }

  @Override
  public boolean alwaysTellsNextMarker() {
    return false;
  }

  @Override
  public boolean ignoresUnknownMarkers() {
    return false;
  }

  @Override
  public ErrorAnswer error(RequestError error) {
    return S3RequestErrors.answer(error);
  }

  @Override
  public Form policyForm() {
    return Form.AWS;
  }

  @Override
  public void addOwn(Codecs.Builder codecs, Function<IncomingRequest, RequestBody> bodies) {
    S3Configurations.add(codecs);
    codecs
        .add(ObjectOperations.UPDATE_OBJECT_ENCRYPTION, new UpdateObjectEncryptionCodec(words()))
        .add(ObjectOperations.GET_OBJECT_ATTRIBUTES, new GetObjectAttributesCodec(words()))
        .add(
            BucketOperations.GET_BUCKET_POLICY_STATUS,
            BucketPolicyCodec.status(words().xmlNamespace()))
        .add(BucketOperations.PUT_PUBLIC_ACCESS_BLOCK, new PutPublicAccessBlockCodec(words()))
        .add(
            BucketOperations.GET_PUBLIC_ACCESS_BLOCK,
            PublicAccessBlockCodec.get(words().xmlNamespace()))
        .add(BucketOperations.DELETE_PUBLIC_ACCESS_BLOCK, PublicAccessBlockCodec.delete());
  }

  @Override
  public IncomingRequest authenticate(WireRequest request, Route route) {
    return authentication.authenticate(request, route);
  }

  @Override
  public WireResponse renderError(WireRequest request, Throwable failure, String hostId) {
    return S3Errors.render(request, failure, hostId);
  }
}
