/**
 * What a server on a single machine needs before Quarkus starts: the data folder and its lock, the
 * identities, the embedded PostgreSQL, and the order in which all of it starts and stops.
 *
 * <p>Not here: anything that answers a request, and what only one server needs (certificates, the
 * command lines). Nothing in this package is needed in a cluster, where the database and the
 * identities come from outside.
 */
@NullMarked
package io.strongroom.local;

import org.jspecify.annotations.NullMarked;
