/** The function {@code manage-bucket}: its resources and its operations. */
@NullMarked
package io.strongroom.function.managebucket;

import org.jspecify.annotations.NullMarked;
