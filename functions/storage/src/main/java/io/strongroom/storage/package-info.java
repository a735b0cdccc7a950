/** Where metadata and sealed bytes rest. Knows the domain's records and ports, no wire format. */
@NullMarked
package io.strongroom.storage;

import org.jspecify.annotations.NullMarked;
