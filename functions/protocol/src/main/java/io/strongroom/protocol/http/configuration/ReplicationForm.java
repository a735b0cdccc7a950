package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;

/** How a dialect writes what of a bucket is copied elsewhere. */
public interface ReplicationForm {

  /** The document's root in every dialect. */
  String ROOT = "ReplicationConfiguration";

  XmlLimits limits();

  /**
   * @throws ObjectStoreException MalformedXml, InvalidArgument, InvalidRequest; NotImplemented for
   *     what is not offered
   */
  ReplicationConfiguration parse(XmlElement root);

  /**
   * @throws ObjectStoreException NotConfigured
   */
  WireResponse answer(Bucket bucket);
}
