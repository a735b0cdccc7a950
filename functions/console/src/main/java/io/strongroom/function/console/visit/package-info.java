/** One request of a browser: its form, who sent it, what it asks for, its answer. No pages. */
@NullMarked
package io.strongroom.function.console.visit;

import org.jspecify.annotations.NullMarked;
