/** What refusals of every protocol have in common. Depends on nothing. */
@NullMarked
package io.strongroom.protocol.refusal;

import org.jspecify.annotations.NullMarked;
