package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import io.strongroom.storage.upstream.UpstreamSignature;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The store in which sealed objects rest instead of a folder: {@code strongroom.blobs.s3.*}. */
public interface UpstreamConfig {

  /** Scheme, host and port; {@code http} to this machine only. */
  Optional<URI> endpoint();

  /** Exists already, and is for this purpose alone. */
  Optional<String> bucket();

  /** Before every name in the bucket; none by default. */
  Optional<String> prefix();

  /** That requests are signed for. */
  @WithDefault("us-east-1")
  String region();

  /** Whether the bucket's name is in the path; else it is in the host's name, as AWS has it. */
  @WithDefault("true")
  boolean pathStyle();

  /** How requests are signed; {@code obs} for stores that take Huawei OBS's own alone. */
  @WithDefault("v4")
  UpstreamSignature signature();

  /**
   * Properties file with {@code access-key-id}, {@code secret-access-key} and, for temporary ones,
   * {@code session-token}; mode 0600, read again when it changes. Without it the process's
   * environment is looked at: a web identity first, then {@code AWS_ACCESS_KEY_ID} and its secret.
   */
  Optional<Path> credentialsFile();

  /** Role to assume for a web identity; {@code AWS_ROLE_ARN} by default. */
  Optional<String> roleArn();

  /** File of the web identity's token; {@code AWS_WEB_IDENTITY_TOKEN_FILE} by default. */
  Optional<Path> webIdentityTokenFile();

  /** Where a role is assumed; {@code https://sts.REGION.amazonaws.com} by default. */
  Optional<URI> stsEndpoint();

  /** PEM certificates to trust instead of the JDK's. */
  Optional<Path> caFile();

  /** Memory of all uploads together for parts on their way; a quarter of the heap by default. */
  OptionalLong bufferBytes();

  /** Of the parts of long uploads, 5 MiB at least. */
  @WithDefault("8388608")
  long partBytes();
}
