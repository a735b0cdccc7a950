/**
 * The console: what the other functions do, in a browser. Every page asks for its operations as the
 * signed-in user's own program would, through {@link io.strongroom.runtime.http.InnerRequests}.
 * Nothing here reads a table, decides what somebody may do, or sees a key.
 */
@NullMarked
package io.strongroom.function.console;

import org.jspecify.annotations.NullMarked;
