/**
 * Objects: their identity, their stored record, and the operations that write, read and copy them.
 */
@NullMarked
package io.strongroom.domain.object;

import org.jspecify.annotations.NullMarked;
