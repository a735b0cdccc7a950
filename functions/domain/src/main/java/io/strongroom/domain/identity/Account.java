package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import java.time.Instant;

/**
 * An account, in both spellings.
 *
 * @param id 12 digits
 * @param domainId id of the Huawei domain, 32 hexadecimal digits
 */
public record Account(AccountId id, String name, String domainId, Instant createdAt) {}
