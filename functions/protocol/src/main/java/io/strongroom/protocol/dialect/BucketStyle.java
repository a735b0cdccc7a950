package io.strongroom.protocol.dialect;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.xml.XmlWriter;

/** How a dialect shows and makes buckets. */
public interface BucketStyle {

  /** Where new buckets are. */
  Region region();

  /** Whether creating one's own bucket again is a success. */
  boolean createdAgain();

  /** Whether no new bucket may have this name, though its form is that of one. */
  boolean reserves(BucketName name);

  /** Whether buckets can be asked for by this region: none is anywhere else. */
  boolean knowsRegion(String name);

  /** The answer to HeadBucket. */
  WireResponse head(Bucket bucket);

  /** The answer to GetBucketLocation. */
  WireResponse location(Bucket bucket);

  /** What ListBuckets says of a bucket beside its name and age. */
  void list(XmlWriter xml, Bucket bucket);

  /**
   * The encryption configuration of a bucket that was given none.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchEncryptionConfiguration where
   *     there is none then
   */
  EncryptionConfiguration configurationOf(BucketName unconfigured);

  /** What becomes of a configuration that names a key which is not there. */
  UnknownKey unknownKey();
}
