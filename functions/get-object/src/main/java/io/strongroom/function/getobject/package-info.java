/** The function {@code get-object}: the list of its operations. */
@NullMarked
package io.strongroom.function.getobject;

import org.jspecify.annotations.NullMarked;
