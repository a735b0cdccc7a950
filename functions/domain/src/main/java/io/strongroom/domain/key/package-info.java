/** Data keys for clients, over whichever KMS is configured. */
@NullMarked
package io.strongroom.domain.key;

import org.jspecify.annotations.NullMarked;
