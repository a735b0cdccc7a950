/** Grants: permission for one principal to use one key. Pure; stores nothing. */
@NullMarked
package io.strongroom.emulator.grant;

import org.jspecify.annotations.NullMarked;
