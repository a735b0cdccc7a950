/** Several key management services behind one port, chosen by the key's name. */
@NullMarked
package io.strongroom.kms.routing;

import org.jspecify.annotations.NullMarked;
