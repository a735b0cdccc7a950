/** The function {@code copy-object}: its resources and its operations. */
@NullMarked
package io.strongroom.function.copyobject;

import org.jspecify.annotations.NullMarked;
