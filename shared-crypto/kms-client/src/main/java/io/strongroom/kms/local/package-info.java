/** Keys in a file, for one machine or for tests. Wraps here; there is no service behind it. */
@NullMarked
package io.strongroom.kms.local;

import org.jspecify.annotations.NullMarked;
