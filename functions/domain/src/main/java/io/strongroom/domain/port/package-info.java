/** What the domain asks of its surroundings: metadata, blobs, workers. Implemented elsewhere. */
@NullMarked
package io.strongroom.domain.port;

import org.jspecify.annotations.NullMarked;
