/** Listings. They never need a key. */
@NullMarked
package io.strongroom.domain.listing;

import org.jspecify.annotations.NullMarked;
