/** One class per operation, with its Command and Result. No wire words. */
@NullMarked
package io.strongroom.domain.operation;

import org.jspecify.annotations.NullMarked;
