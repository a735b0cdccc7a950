/**
 * Everything a single machine needs before Quarkus starts: the data folder and its lock, the
 * embedded PostgreSQL, the local certificate authority, the identities, and the settings handed to
 * Quarkus.
 *
 * <p>Not here: anything that answers a request. Nothing in this package is needed in a cluster,
 * where the database, the certificates and the identities come from outside.
 */
@NullMarked
package io.strongroom.gateway.local;

import org.jspecify.annotations.NullMarked;
