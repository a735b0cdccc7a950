/** Who is signed in, and who tries to be. No HTTP. */
@NullMarked
package io.strongroom.function.console.session;

import org.jspecify.annotations.NullMarked;
