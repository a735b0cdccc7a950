/** MinIO KES. */
@NullMarked
package io.strongroom.kms.kes;

import org.jspecify.annotations.NullMarked;
