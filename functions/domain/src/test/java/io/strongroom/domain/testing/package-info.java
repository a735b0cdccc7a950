/** The domain's ports in memory, and what every implementation of them must do. Test code only. */
@NullMarked
package io.strongroom.domain.testing;

import org.jspecify.annotations.NullMarked;
