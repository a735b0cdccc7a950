/** What the KMS client tells its owner while it works, for metrics and logs. Decides nothing. */
@NullMarked
package io.strongroom.kms.events;

import org.jspecify.annotations.NullMarked;
