package io.strongroom.protocol.http;

import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param bucket as written in host or path, not yet checked
 * @param key decoded once from the raw path, not yet checked
 * @param virtualHosted whether the bucket came from the host name, which signatures of the OBS
 *     family need to know
 * @param query decoded parameters
 */
public record Route(
    Operation<?, ?> operation,
    DialectName dialect,
    Optional<String> bucket,
    Optional<String> key,
    boolean virtualHosted,
    QueryParameters query) {

  /** Which dialect a request speaks, and so its answer. */
  public enum DialectName {
    S3,
    OBS,
    /** AWS JSON 1.1, as the key operations have it. */
    AWS_JSON,
    /** AWS Query, as identities and sessions have it. */
    AWS_QUERY,
    /** Paths and JSON, as Huawei's clients ask for identities and sessions. */
    DOMAIN_REST
  }
}
