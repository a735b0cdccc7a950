/** The function {@code manage-bucket}: the list of its operations. */
@NullMarked
package io.strongroom.function.managebucket;

import org.jspecify.annotations.NullMarked;
