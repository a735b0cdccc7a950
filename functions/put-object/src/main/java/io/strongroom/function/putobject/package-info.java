/** The function {@code put-object}: the list of its operations. */
@NullMarked
package io.strongroom.function.putobject;

import org.jspecify.annotations.NullMarked;
