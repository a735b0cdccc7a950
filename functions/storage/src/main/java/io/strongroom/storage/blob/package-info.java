/** Sealed bytes on a disk, and the removal of those that nobody needs any more. No keys, no SQL. */
@NullMarked
package io.strongroom.storage.blob;

import org.jspecify.annotations.NullMarked;
