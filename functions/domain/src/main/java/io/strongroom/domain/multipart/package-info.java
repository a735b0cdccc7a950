/** Multipart uploads: parts are sealed streams of their own, completion writes no object data. */
@NullMarked
package io.strongroom.domain.multipart;

import org.jspecify.annotations.NullMarked;
