/** Measurements of the public API. Nothing depends on this module, and no test on its figures. */
@NullMarked
package io.strongroom.crypto.bench;

import org.jspecify.annotations.NullMarked;
