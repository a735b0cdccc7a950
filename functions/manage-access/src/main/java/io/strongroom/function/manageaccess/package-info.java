/** The function {@code manage-access}: the list of its operations. */
@NullMarked
package io.strongroom.function.manageaccess;

import org.jspecify.annotations.NullMarked;
