/** What is stored about buckets, objects and uploads, as values. No way to store it. */
@NullMarked
package io.strongroom.domain.record;

import org.jspecify.annotations.NullMarked;
