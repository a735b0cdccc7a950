/** The command that opens an object without a server or a database. */
@NullMarked
package io.strongroom.open;

import org.jspecify.annotations.NullMarked;
