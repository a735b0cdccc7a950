/** How operations are put together from ports, by every process and test alike. No decisions. */
@NullMarked
package io.strongroom.domain.assembly;

import org.jspecify.annotations.NullMarked;
