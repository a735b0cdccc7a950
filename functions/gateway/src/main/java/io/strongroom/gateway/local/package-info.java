/**
 * What the server of a single machine needs beyond its data folder: the command line, the local
 * certificate authority, and the settings handed to Quarkus.
 *
 * <p>Not here: anything that answers a request. Nothing in this package is needed in a cluster,
 * where the certificates come from outside.
 */
@NullMarked
package io.strongroom.gateway.local;

import org.jspecify.annotations.NullMarked;
