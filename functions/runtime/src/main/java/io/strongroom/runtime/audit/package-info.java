/** Who asked what, noted beside the path of requests. */
@NullMarked
package io.strongroom.runtime.audit;

import org.jspecify.annotations.NullMarked;
