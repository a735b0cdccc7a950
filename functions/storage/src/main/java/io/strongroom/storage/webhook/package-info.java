/** Tells others over HTTP of what happens. */
@NullMarked
package io.strongroom.storage.webhook;

import org.jspecify.annotations.NullMarked;
