/** The corpus of access decisions, put to a running server. */
@NullMarked
package io.strongroom.endtoend.access;

import org.jspecify.annotations.NullMarked;
