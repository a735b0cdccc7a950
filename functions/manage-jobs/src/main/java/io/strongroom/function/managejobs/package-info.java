/** The function {@code manage-jobs}: the list of its operations. */
@NullMarked
package io.strongroom.function.managejobs;

import org.jspecify.annotations.NullMarked;
