/**
 * What an operator does with all that a server keeps: a copy of it, a server from such a copy, and
 * blobs from one home to another. Run from the command line, beside running servers.
 *
 * <p>Not here: requests, keys, plaintext. Sealed bytes are copied as they are.
 */
@NullMarked
package io.strongroom.safekeeping;

import org.jspecify.annotations.NullMarked;
