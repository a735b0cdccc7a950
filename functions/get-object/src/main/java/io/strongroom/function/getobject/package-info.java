/** The function {@code get-object}: its resources and its operations. */
@NullMarked
package io.strongroom.function.getobject;

import org.jspecify.annotations.NullMarked;
