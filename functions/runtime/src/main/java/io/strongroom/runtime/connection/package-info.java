/**
 * Watches connections below HTTP: how many there are, how long a request's head may take, and
 * whether answers are taken. Knows Netty and Vert.x, but no requests' meaning.
 */
@NullMarked
package io.strongroom.runtime.connection;

import org.jspecify.annotations.NullMarked;
