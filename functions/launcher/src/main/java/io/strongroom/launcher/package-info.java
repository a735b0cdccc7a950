/**
 * The command line of a single machine: what it asks for, the server's data folder and settings
 * handed to Quarkus, and the commands that only read.
 *
 * <p>Not here: anything that answers a request. Nothing in this package is needed in a cluster.
 */
@NullMarked
package io.strongroom.launcher;

import org.jspecify.annotations.NullMarked;
