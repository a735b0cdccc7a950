/** Requests and answers between the listener and the dialects. Knows no dialect. */
@NullMarked
package io.strongroom.emulator.http;

import org.jspecify.annotations.NullMarked;
