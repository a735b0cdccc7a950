/**
 * Request quotas: how many calls an account may make in a region. Knows no operation and no key.
 */
@NullMarked
package io.strongroom.emulator.limit;

import org.jspecify.annotations.NullMarked;
