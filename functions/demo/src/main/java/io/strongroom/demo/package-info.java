/**
 * The {@code demo} command: a client of the server in this process that runs the main job and
 * checks every step of it.
 *
 * <p>It reaches the server over HTTPS like any client. Only to look behind the scenes does it read
 * the blobs, the database and the counters directly.
 */
@NullMarked
package io.strongroom.demo;

import org.jspecify.annotations.NullMarked;
