/**
 * What tests of several modules share: the built server as a process, as a user starts it.
 *
 * <p>Nothing here ships, and nothing here knows how the server works inside.
 */
@NullMarked
package io.strongroom.testkit;

import org.jspecify.annotations.NullMarked;
