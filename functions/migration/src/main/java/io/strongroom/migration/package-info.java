/**
 * {@code copy-from}: what another store keeps, brought into a bucket of this server through the S3
 * interface of both. A client of both sides; nothing of a server is in here.
 */
@NullMarked
package io.strongroom.migration;

import org.jspecify.annotations.NullMarked;
