/**
 * Names, tags and ranges as types, and everything that can be wrong with a request, without a
 * status or a wire code.
 */
@NullMarked
package io.strongroom.domain.name;

import org.jspecify.annotations.NullMarked;
