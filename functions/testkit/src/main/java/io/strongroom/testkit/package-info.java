/**
 * What tests of several modules share: the built server as a process, as a user starts it, and what
 * a single function needs around it: a database, a KMS, access keys and signed requests.
 *
 * <p>Nothing here ships, and nothing here knows how the server works inside.
 */
@NullMarked
package io.strongroom.testkit;

import org.jspecify.annotations.NullMarked;
