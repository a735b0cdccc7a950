/** The function {@code put-encryption-configuration}: its resources and its operations. */
@NullMarked
package io.strongroom.function.putencryptionconfiguration;

import org.jspecify.annotations.NullMarked;
