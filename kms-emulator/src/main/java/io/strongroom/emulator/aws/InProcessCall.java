package io.strongroom.emulator.aws;

import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A call by the service that this process is, which has nothing to sign and no connection.
 *
 * @param operation its name, for example {@code Decrypt}
 * @param input its members
 * @param accessKeyId whose rights it has; one of {@code strongroom.kms.service-access-keys} where
 *     it is on somebody's behalf
 * @param region where its keys are
 * @param principal ARN of whom it is for; empty when it is the service's own affair
 * @param objectRequestId the request of the object API that it serves
 */
public record InProcessCall(
    String operation,
    JsonObject input,
    String accessKeyId,
    Region region,
    Optional<PrincipalName> principal,
    Optional<String> objectRequestId) {}
