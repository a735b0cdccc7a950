/** The function {@code put-object}: its resources and its operations. */
@NullMarked
package io.strongroom.function.putobject;

import org.jspecify.annotations.NullMarked;
