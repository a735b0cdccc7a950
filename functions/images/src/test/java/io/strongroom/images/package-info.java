/** Builds the container images and uses them, where there is an engine to do so. */
@NullMarked
package io.strongroom.images;

import org.jspecify.annotations.NullMarked;
