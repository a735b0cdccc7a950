package io.strongroom.runtime.wiring;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.OwnerOnly;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.content.BodySealer;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.operation.CopySource;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.port.Workers;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What several operations share. The operations themselves are made by their functions. */
final class DomainBeans {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Authorizer authorizer() {
    return new OwnerOnly();
  }

  @Produces
  @Singleton
  VirtualThreadWorkers workers() {
    return new VirtualThreadWorkers();
  }

  void close(@Disposes VirtualThreadWorkers workers) {
    workers.close();
  }

  @Produces
  @Singleton
  AuthorizedBuckets authorizedBuckets(Buckets buckets, Authorizer authorizer) {
    return new AuthorizedBuckets(buckets, authorizer);
  }

  @Produces
  @Singleton
  AuthorizedUploads authorizedUploads(AuthorizedBuckets buckets, Uploads uploads) {
    return new AuthorizedUploads(buckets, uploads);
  }

  @Produces
  @Singleton
  StoredObjects storedObjects(AuthorizedBuckets buckets, Objects objects) {
    return new StoredObjects(buckets, objects);
  }

  @Produces
  @Singleton
  BodySealer bodySealer(BlobStore blobs, Workers workers) {
    return new BodySealer(blobs, workers);
  }

  @Produces
  @Singleton
  ObjectWriter objectWriter(BodySealer sealer, Objects objects, InstantSource clock) {
    return new ObjectWriter(sealer, objects, clock);
  }

  @Produces
  @Singleton
  ObjectOpener objectOpener(Envelopes envelopes, BlobStore blobs, Workers workers) {
    return new ObjectOpener(envelopes, blobs, workers);
  }

  @Produces
  @Singleton
  CopySource copySource(StoredObjects objects, ObjectOpener opener) {
    return new CopySource(objects, opener);
  }

  @Produces
  @Singleton
  Rewrapper rewrapper(Envelopes envelopes, Objects objects, InstantSource clock) {
    return new Rewrapper(envelopes, objects, clock);
  }

  @Produces
  @Singleton
  PartSealer partSealer(
      Envelopes envelopes, BodySealer sealer, Uploads uploads, InstantSource clock) {
    return new PartSealer(envelopes, sealer, uploads, clock);
  }
}
