/** The function {@code copy-object}: the list of its operations. */
@NullMarked
package io.strongroom.function.copyobject;

import org.jspecify.annotations.NullMarked;
