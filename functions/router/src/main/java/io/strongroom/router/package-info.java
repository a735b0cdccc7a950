/** From the route table to the files that routers read. Nothing of it runs beside a function. */
@NullMarked
package io.strongroom.router;

import org.jspecify.annotations.NullMarked;
