/**
 * Opens an object with its exported record, its blobs and a key: what is left to do when server and
 * database are gone. No network here; a KMS is reached through its port.
 */
@NullMarked
package io.strongroom.crypto.rescue;

import org.jspecify.annotations.NullMarked;
