package io.strongroom.protocol.obs;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;

/** How OBS shows buckets. */
final class ObsBuckets {

  private ObsBuckets() {}

  static WireResponse head(Bucket bucket) {
    return WireResponse.of(
        200,
        Headers.none()
            .and("x-obs-bucket-location", bucket.region())
            .and("x-obs-storage-class", "STANDARD")
            .and("x-obs-version", "3.0"));
  }

  static WireResponse location(Bucket bucket) {
    return XmlAnswer.of(
        XmlWriter.document("Location", ObsVocabulary.words().xmlNamespace()).text(bucket.region()));
  }

  static void particulars(XmlWriter xml, Bucket bucket) {
    xml.element("Location", bucket.region()).element("BucketType", "OBJECT");
  }

  /** OBS: a bucket without a configuration has none, and says so. */
  static EncryptionConfiguration noConfiguration(BucketName bucket) {
    throw new ObjectStoreException(new RequestError.NoSuchEncryptionConfiguration(bucket));
  }
}
