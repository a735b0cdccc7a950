package io.strongroom.protocol.obs;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.dialect.BucketStyle;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;

/** How OBS shows buckets. */
record ObsBucketStyle(Region region) implements BucketStyle {

  @Override
  public boolean knowsRegion(String name) {
    return true;
  }

  @Override
  public boolean createdAgain() {
    return true;
  }

  @Override
  public boolean reserves(BucketName name) {
    return false;
  }

  @Override
  public WireResponse head(Bucket bucket) {
    return WireResponse.of(
        200,
        Headers.none()
            .and("x-obs-bucket-location", bucket.region().value())
            .and("x-obs-storage-class", StorageClasses.OBS.shown(bucket.settings().storageClass()))
            .and("x-obs-version", "3.0"));
  }

  @Override
  public WireResponse location(Bucket bucket) {
    return XmlAnswer.of(
        XmlWriter.document("Location", ObsVocabulary.words().xmlNamespace())
            .text(bucket.region().value()));
  }

  @Override
  public void list(XmlWriter xml, Bucket bucket) {
    xml.element("Location", bucket.region().value()).element("BucketType", "OBJECT");
  }

  /** OBS: a bucket without a configuration has none, and says so. */
  @Override
  public EncryptionConfiguration configurationOf(BucketName unconfigured) {
    throw new ObjectStoreException(new RequestError.NoSuchEncryptionConfiguration(unconfigured));
  }

  /** OBS: asks its KMS for the key. */
  @Override
  public UnknownKey unknownKey() {
    return UnknownKey.REFUSED;
  }
}
