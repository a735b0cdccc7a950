package io.strongroom.emulator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settings of the bundled KMS. */
@ConfigMapping(prefix = "strongroom.kms")
public interface KmsConfig {

  /**
   * Name of the datasource and of the persistence unit: nothing else in the process shares them.
   */
  String DATASOURCE = "kms";

  /** Whether to listen at all. */
  @WithDefault("true")
  boolean enabled();

  /** Address to listen on. */
  @WithDefault("127.0.0.1")
  String httpHost();

  /** Port to listen on; 0 takes a free one. */
  @WithDefault("4566")
  int httpPort();

  /** The root key's file, made at first start with mode 0600. */
  @WithDefault("data/kms/root.key")
  Path rootKeyFile();

  /**
   * The file of a former root key, whose material is wrapped anew at start under the present one.
   */
  Optional<Path> previousRootKeyFile();

  /** A root key inside a PKCS #11 token, in place of the file. */
  Pkcs11 pkcs11();

  /** The token of a former root key, as {@link #previousRootKeyFile} is its file. */
  Pkcs11 previousPkcs11();

  /** What a fresh database begins with, in YAML or JSON. */
  Optional<Path> seed();

  /** Refuses everything that is for tests only. */
  @WithDefault("false")
  boolean production();

  /**
   * Whether this start asked for what changes the service's time, makes it fail, or forgets
   * everything: the admin API's clock, faults, trace and reset, and faults and fixed key material
   * in a seed. The command line's {@code --admin}.
   */
  @WithDefault("false")
  boolean testControls();

  /**
   * The same, said once more: for a database that had keys before this start, which {@link
   * #testControls} alone refuses. The command line's {@code --admin-on-kept-keys}.
   */
  @WithDefault("false")
  boolean testControlsOnKeptKeys();

  /** Whether {@code POST /_admin/reset} forgets everything: for tests only. */
  @WithDefault("false")
  boolean reset();

  /** Whether requests must be signed. Off is for tests: everyone is the default account's root. */
  @WithDefault("true")
  boolean auth();

  /** Account of unsigned requests while {@link #auth} is off. */
  @WithDefault("000000000000")
  AccountId defaultAccount();

  /** Region of unsigned requests while {@link #auth} is off. */
  @WithDefault("us-east-1")
  Region defaultRegion();

  /** Identities by access key id, when no other source of identities is present. */
  Map<String, Identity> credentials();

  /** Tokens of the Huawei dialect, under names of their own. */
  Map<String, Token> tokens();

  /** The access keys that may call on behalf of others. */
  Optional<Set<String>> serviceAccessKeys();

  /**
   * Permissions boundaries by access key: files with an IAM policy that says what calls signed with
   * the key may do at most, be they its own or on behalf of others. Read once, at start.
   */
  Map<String, Path> boundaries();

  /**
   * Whether {@code obs/default} and the other default keys of Huawei's services are one of an
   * account in all of its regions, or one of each region.
   */
  @WithDefault("account")
  DefaultKeyScope defaultKeyScope();

  /**
   * Requests per second for each account, region and quota; absent means AWS's own quotas. May be
   * changed while running through the admin API.
   */
  Optional<Double> requestsPerSecond();

  /** HTTP status of client errors: what AWS sends (400), or what its reference says. */
  @WithDefault("wire")
  StatusProfile status();

  /** Whether answers tell in {@code X-Emulator-} headers what was done to their call. */
  @WithDefault("false")
  boolean emulatorHeaders();

  /** Whether the admin API answers: from loopback only, to whoever shows its secret. */
  @WithDefault("true")
  boolean admin();

  /**
   * The admin API's secret, made at first start with mode 0600; absent means that nobody has it.
   */
  Optional<Path> adminSecretFile();

  /**
   * Names that clients use for this server, besides those of loopback and the address they reach it
   * at. A request for another host is refused.
   */
  Optional<Set<String>> hosts();

  /** What requests may cost before it is known who sent them. */
  Intake intake();

  /** What bounds the use of the database. */
  Database database();

  /** Whether calls are recorded, and whether answers wait for their record. */
  @WithDefault("sync")
  AuditMode audit();

  /** How long a change made by another process may stay unseen. */
  @WithDefault("PT1S")
  Duration cacheTtl();

  /** How long a new grant waits before it takes effect without its token (AWS: up to 5 minutes). */
  @WithDefault("PT0S")
  Duration grantDelay();

  /** How often a key may be rotated on demand in its life. */
  @WithDefault("25")
  int onDemandRotations();

  /** How often due deletions and rotations are looked for. */
  @WithDefault("PT30S")
  Duration housekeepingInterval();

  /** Nets below the statements: each ends what hangs. Zero leaves a limit out. */
  interface Database {
    /** How long a call waits for a connection before it is told to come back. */
    @WithDefault("PT5S")
    Duration acquireTimeout();

    /** After which PostgreSQL ends a statement. */
    @WithDefault("PT20S")
    Duration statementTimeout();

    /** After which PostgreSQL ends the wait for a lock. */
    @WithDefault("PT10S")
    Duration lockTimeout();

    /** After which PostgreSQL ends a transaction that does nothing, and its connection. */
    @WithDefault("PT30S")
    Duration idleInTransactionTimeout();
  }

  /** Bounds on connections, bodies and slow peers. */
  interface Intake {
    /** Bytes of bodies under way at once; absent means a sixteenth of the heap. */
    Optional<Long> bodyBytes();

    /** Requests with a body under way at once. */
    @WithDefault("1024")
    int bodies();

    /**
     * Connections; absent means one for every 128 KiB of the heap. Beyond, the one that waited
     * longest for a request is closed, or requests on further ones are refused.
     */
    OptionalInt connections();

    /** Until the head of a connection's first request is whole. */
    @WithDefault("PT10S")
    Duration headerTimeout();

    /** Until the head of its next request is whole. */
    @WithDefault("PT75S")
    Duration keepAlive();

    /** Between two pieces of a body. */
    @WithDefault("PT10S")
    Duration bodyStallTimeout();

    /** For a whole body. */
    @WithDefault("PT30S")
    Duration bodyTimeout();

    /** For a peer that does not read its answers. */
    @WithDefault("PT20S")
    Duration writeTimeout();
  }

  /** A configured identity. */
  interface Identity {
    /** The secret access key. */
    String secret();

    /** ARN of the user or role. */
    @WithDefault("arn:aws:iam::000000000000:root")
    String principal();

    /** The account, 12 digits. */
    @WithDefault("000000000000")
    AccountId account();
  }

  /** A token that stands for an identity. */
  interface Token {
    /** What {@code X-Auth-Token} says. */
    String value();

    /** Access key of the identity. */
    String accessKey();

    /** The project it is for; absent means any. */
    Optional<String> project();

    /** When it ends; absent means never. */
    Optional<Instant> expires();
  }

  /** A root key in a token. */
  interface Pkcs11 {
    /** The PKCS #11 library; absent when the root key is a file. */
    Optional<Path> library();

    /** Label of the token, by which its slot is found. */
    @WithDefault("strongroom")
    String tokenLabel();

    /** Label of the key; made in the token where it does not exist. */
    @WithDefault("strongroom-kms-root")
    String keyLabel();

    /** A private file with the user PIN. */
    Optional<Path> pinFile();

    /** The user PIN itself, best in {@code STRONGROOM_KMS_PKCS11_PIN}. */
    Optional<String> pin();
  }

  /** How calls are recorded. */
  enum AuditMode {
    OFF,
    ASYNC,
    SYNC
  }

  /** Which HTTP status client errors get. */
  enum StatusProfile {
    WIRE,
    MODELLED
  }
}
