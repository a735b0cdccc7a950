package io.strongroom.kms.emulator.key;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param principal ARN the call is authorised and recorded as
 * @param service access key of the service that calls on the principal's behalf, if it does
 * @param requestId the object request this call serves, if the service told
 */
public record Caller(
    String account, String principal, Optional<String> service, Optional<String> requestId) {}
