package io.strongroom.runtime.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything an operator can set, besides what Quarkus itself reads. */
@ConfigMapping(prefix = "strongroom")
public interface StrongroomConfig {

  /** Region that endpoints, scopes and ARNs name. */
  @WithDefault("us-east-1")
  Region region();

  /** Host names under which buckets appear as sub-domains. */
  @WithDefault("localhost,s3.localhost,obs.localhost,strongroom.local")
  List<String> baseDomains();

  /**
   * Whether customer keys and objects under KMS keys may travel over plain HTTP. For tests only: S3
   * and OBS refuse it.
   */
  @WithDefault("false")
  boolean insecureKeyTransport();

  /** Whether new buckets keep the public out until somebody takes that away, as on S3. */
  @WithDefault("true")
  boolean blockPublicAccess();

  /** Whether requests leave records, and so usage and last uses of keys are known. */
  @WithDefault("true")
  boolean requestRecords();

  /**
   * Accounts that try their policies out: what their own people may not do to their buckets is
   * noted and not refused. Rights over keys and identities are refused as always.
   */
  Optional<Set<AccountId>> softAccounts();

  /** File with the access keys, readable by its owner only. */
  Path credentialsFile();

  /**
   * Whether {@link #credentialsFile} is a secret mounted into a container, whose mode is the
   * mount's: then it may be readable by all.
   */
  @WithDefault("false")
  boolean mountedSecrets();

  /**
   * What does TLS, where this process does it: BoringSSL where its library is there and fits, as on
   * Linux on x86-64, else the {@code jdk}.
   */
  @WithDefault("auto")
  TlsEngineChoice tlsEngine();

  /** Where sealed objects rest. */
  Blobs blobs();

  /** How long a use of the database may take. */
  DatabaseConfig database();

  /** The KMS that wraps data keys. */
  KeyService keyService();

  /** The router in front, if there is one. */
  Router router();

  /** Work on many objects. */
  JobsConfig jobs();

  /** Copies that rules of buckets ask for. */
  ReplicationConfig replication();

  /** Telling others of what happens to objects. */
  EventsConfig events();

  /** Where spans go. */
  TracingConfig tracing();

  /** Sealed objects, in a folder or in another store. */
  interface Blobs {

    /** Which of the two. */
    @WithDefault("folder")
    BlobPlace store();

    /**
     * The other of the two, where both are in use: blobs are read wherever they are, and written to
     * {@code store}. For the time of a move, or with {@code folder-up-to} for good.
     */
    Optional<BlobPlace> also();

    /** With both in use: sealed bytes up to which a blob is written to the folder in any case. */
    @WithDefault("0")
    long folderUpTo();

    /** The other store, where that is chosen. */
    UpstreamConfig s3();

    /** Folder of the blobs, where that is chosen; made when it is missing. */
    Optional<Path> directory();

    /**
     * Whether no other process uses the folder, as where this one holds the lock of a data folder:
     * what is unfinished in it at the start was left by a crash then, and is removed.
     */
    @WithDefault("false")
    boolean exclusive();

    /**
     * Sealed bytes (72 more than the object has) up to which an object written in one piece rests
     * beside its record, in the database; at most 16384. 0 puts every object into the folder.
     */
    @WithDefault("8192")
    int inlineUpTo();

    /** How long the bytes of a deleted object stay, so that running downloads end in peace. */
    @WithDefault("10m")
    Duration deleteGrace();

    /** Age at which a file that no record names counts as left over from a crash. */
    @WithDefault("24h")
    Duration orphanAge();

    /** How often blobs of deleted objects are looked for. */
    @WithDefault("1m")
    Duration collectEvery();

    /** How often left-over files are looked for, which reads the whole folder. */
    @WithDefault("1h")
    Duration sweepEvery();
  }

  /** The KMS in AWS's protocol, and others beside it or instead of it. */
  interface KeyService {

    /** Endpoint; absent for AWS KMS of the region. */
    Optional<URI> endpoint();

    /** The KMS's region; absent for {@link StrongroomConfig#region()}. */
    Optional<Region> region();

    /** Key for SSE-KMS without a key id. */
    @WithDefault("alias/aws/s3")
    String managedKey();

    /**
     * The same in OBS; absent for {@code alias/obs/default}, or for {@link #managedKey()} where
     * that is a key of yours.
     */
    Optional<String> obsManagedKey();

    /**
     * Key for SSE-S3, SSE-OBS, and objects that nobody asked to encrypt. AWS reserves {@code
     * alias/aws/}: name a key of yours there.
     */
    @WithDefault("alias/aws/strongroom")
    String serviceKey();

    /**
     * Whether requests are signed as the {@code service} of the credentials file and name the user
     * they are made for, as the bundled KMS wants it. Off for AWS: its own credential chain.
     */
    @WithDefault("false")
    boolean bundled();

    /** How the bundled KMS is asked where it is in this process. */
    @WithDefault("direct")
    KmsTransport transport();

    /**
     * Which of {@link #providers()} has the keys that are named without a prefix, the two above
     * included; absent for the KMS in AWS's protocol.
     */
    Optional<String> provider();

    /** Further services by name; {@code name:key} is a key of that service. */
    Map<String, KmsProviderConfig> providers();

    /** Retries, times and limits of the calls in AWS's protocol. */
    KmsLimitsConfig limits();

    /** How long bucket keys are used. */
    BucketKeysConfig bucketKeys();
  }

  /** What the router says about the client's connection is believed with this token only. */
  interface Router {

    /** Shared secret that the router sends; absent: no router is trusted. */
    Optional<String> token();
  }
}
