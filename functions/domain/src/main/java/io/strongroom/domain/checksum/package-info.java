/** Checksums over plaintext: computing, combining, comparing. No header names. */
@NullMarked
package io.strongroom.domain.checksum;

import org.jspecify.annotations.NullMarked;
