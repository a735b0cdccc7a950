/** Who asks, and what they may ask for. */
@NullMarked
package io.strongroom.domain.caller;

import org.jspecify.annotations.NullMarked;
