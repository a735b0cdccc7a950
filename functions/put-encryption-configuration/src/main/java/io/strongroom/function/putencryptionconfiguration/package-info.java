/** The function {@code put-encryption-configuration}: the list of its operations. */
@NullMarked
package io.strongroom.function.putencryptionconfiguration;

import org.jspecify.annotations.NullMarked;
