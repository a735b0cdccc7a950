/** May this caller do this, and what stands there for them. No operation. */
@NullMarked
package io.strongroom.domain.access;

import org.jspecify.annotations.NullMarked;
