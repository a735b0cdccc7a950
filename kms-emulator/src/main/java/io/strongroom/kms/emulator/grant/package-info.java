/** Grants: permission for one principal to use one key. Pure; stores nothing. */
@NullMarked
package io.strongroom.kms.emulator.grant;

import org.jspecify.annotations.NullMarked;
