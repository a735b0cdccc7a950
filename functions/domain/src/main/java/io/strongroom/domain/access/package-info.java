/** Who asks, and whether they may. */
@NullMarked
package io.strongroom.domain.access;

import org.jspecify.annotations.NullMarked;
