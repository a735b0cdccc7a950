/**
 * Measures this build beside another one. Knows both from outside only: the launcher and the wire.
 */
@NullMarked
package io.strongroom.bench;

import org.jspecify.annotations.NullMarked;
