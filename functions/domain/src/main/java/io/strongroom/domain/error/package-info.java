/** Everything that can be wrong with a request, without a status or a wire code. */
@NullMarked
package io.strongroom.domain.error;

import org.jspecify.annotations.NullMarked;
