package io.strongroom.domain.assembly;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Quotas;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.content.AppendSealer;
import io.strongroom.domain.content.BodySealer;
import io.strongroom.domain.content.ObjectOpener;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.PartSealer;
import io.strongroom.domain.content.Resealer;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.envelope.EffectiveEncryption;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.job.InventoryFiles;
import io.strongroom.domain.job.JobHands;
import io.strongroom.domain.job.JobRights;
import io.strongroom.domain.job.KeyNames;
import io.strongroom.domain.job.VersionCheck;
import io.strongroom.domain.job.VersionReseal;
import io.strongroom.domain.operation.AppendObject;
import io.strongroom.domain.operation.CopySource;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.port.Workers;
import java.time.InstantSource;

/**
 * What operations are made of, put together from the ports. A function makes of it the operations
 * that it serves, and so touches no other port than theirs. The parts hold no state that others
 * would miss; whoever asks gets new ones. Thread-safe.
 */
public final class Assembly {

  private final StoragePorts storage;
  private final KeyPorts keyPorts;
  private final Authorizer authorizer;
  private final Workers workers;
  private final InstantSource clock;
  private final Quotas quotas;

  public Assembly(
      StoragePorts storage,
      KeyPorts keyPorts,
      Authorizer authorizer,
      Workers workers,
      InstantSource clock) {
    this.storage = storage;
    this.keyPorts = keyPorts;
    this.authorizer = authorizer;
    this.workers = workers;
    this.clock = clock;
    this.quotas = new Quotas(storage::buckets, clock);
  }

  public StoragePorts storage() {
    return storage;
  }

  public Authorizer authorizer() {
    return authorizer;
  }

  public InstantSource clock() {
    return clock;
  }

  Workers workers() {
    return workers;
  }

  ServiceKeys serviceKeys() {
    return keyPorts.serviceKeys();
  }

  public AuthorizedBuckets buckets() {
    return new AuthorizedBuckets(storage.buckets(), authorizer, quotas);
  }

  public AuthorizedUploads uploads() {
    return new AuthorizedUploads(buckets(), storage.uploads());
  }

  public StoredObjects storedObjects() {
    return new StoredObjects(buckets(), storage.objects(), clock);
  }

  public KeyService keyService() {
    return new KeyService(keyPorts.kms(), keyPorts.bucketKeys(), workers, keyPorts.rights());
  }

  public Envelopes envelopes() {
    return new Envelopes(keyService(), keyPorts.serviceKeys());
  }

  public UploadEnvelopes uploadEnvelopes() {
    return new UploadEnvelopes(keyService(), keyPorts.serviceKeys());
  }

  public SealingKeys sealingKeys() {
    return new SealingKeys(new EffectiveEncryption(keyPorts.serviceKeys()), envelopes());
  }

  /**
   * @param region where the keys of defaults have to be
   */
  public DefaultKeys defaultKeys(Region region) {
    return new DefaultKeys(keyService(), region);
  }

  public ObjectWriter writer() {
    return new ObjectWriter(
        new BodySealer(storage.blobs(), workers, storage.inlineUpTo()), storage.objects(), clock);
  }

  /** Pieces are always blobs, as the object names several sooner or later. */
  public AppendObject.Pieces appending() {
    BodySealer sealer = new BodySealer(storage.blobs(), workers);
    return new AppendObject.Pieces(
        new ObjectWriter(sealer, storage.objects(), clock),
        opener(),
        new AppendSealer(sealer, storage.objects(), clock));
  }

  /**
   * Parts are always blobs: they are large as a rule, and the object that they make names several.
   */
  public PartSealer partSealer() {
    return new PartSealer(
        envelopes(), new BodySealer(storage.blobs(), workers), storage.uploads(), clock);
  }

  public ObjectOpener opener() {
    return new ObjectOpener(envelopes(), storage.blobs(), workers);
  }

  public CopySource copySource() {
    return new CopySource(storedObjects(), opener());
  }

  public Resealer resealer() {
    return new Resealer(
        envelopes(),
        opener(),
        new BodySealer(storage.blobs(), workers, storage.inlineUpTo()),
        workers);
  }

  public Rewrapper rewrapper() {
    return new Rewrapper(envelopes(), storage.objects(), clock);
  }

  /**
   * What jobs do to versions, with these keys.
   *
   * @param rules by which they write files
   */
  public JobHands jobHands(WriteRules rules, ColumnFiles columns) {
    return new JobHands(
        rewrapper(),
        new JobHands.Reading(
            new VersionCheck(storage.objects(), opener(), workers),
            new VersionReseal(storage.objects(), resealer())),
        new InventoryFiles(buckets(), sealingKeys(), writer(), rules, columns),
        new JobRights(buckets(), authorizer),
        clock);
  }

  /** Names of keys, for what is asked of keys in bulk. */
  public KeyNames keyNames() {
    return new KeyNames(keyService());
  }
}
