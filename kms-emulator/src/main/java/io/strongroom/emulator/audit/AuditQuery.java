package io.strongroom.emulator.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records to show.
 *
 * @param key a key's ARN
 * @param since inclusive
 * @param until exclusive
 */
public record AuditQuery(
    Optional<String> key,
    Optional<String> principal,
    Optional<Instant> since,
    Optional<Instant> until,
    int limit) {}
