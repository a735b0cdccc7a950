/** Who sent a request: signatures, identities, and calls on behalf of others. */
@NullMarked
package io.strongroom.kms.emulator.auth;

import org.jspecify.annotations.NullMarked;
