/** Names that keys, buckets and callers have in common: where something is, and whose. */
@NullMarked
package io.strongroom.crypto.name;

import org.jspecify.annotations.NullMarked;
