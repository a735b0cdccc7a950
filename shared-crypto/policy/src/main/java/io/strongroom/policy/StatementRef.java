package io.strongroom.policy;

import java.util.Optional;

/**
 * Which statement of a policy.
 *
 * @param index from 0, in the order of the text
 */
public record StatementRef(int index, Optional<String> sid) {}
