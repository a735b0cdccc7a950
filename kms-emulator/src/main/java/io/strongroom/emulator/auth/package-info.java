/** Who sent a request: signatures, identities, and calls on behalf of others. */
@NullMarked
package io.strongroom.emulator.auth;

import org.jspecify.annotations.NullMarked;
