/** Beans: the domain's plain classes, built once from their ports. */
@NullMarked
package io.strongroom.runtime.wiring;

import org.jspecify.annotations.NullMarked;
