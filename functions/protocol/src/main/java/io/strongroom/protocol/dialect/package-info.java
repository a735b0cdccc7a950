/** The object dialects: all they have in common, and the list of what they differ in. */
@NullMarked
package io.strongroom.protocol.dialect;

import org.jspecify.annotations.NullMarked;
