/** Listings of objects, uploads and parts. The same grammar in both dialects; never needs a key. */
@NullMarked
package io.strongroom.protocol.http.listing;

import org.jspecify.annotations.NullMarked;
