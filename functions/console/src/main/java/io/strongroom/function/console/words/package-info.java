/** Values of the domain in plain words. No HTTP, no HTML. */
@NullMarked
package io.strongroom.function.console.words;

import org.jspecify.annotations.NullMarked;
