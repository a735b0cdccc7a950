@NullMarked
package io.strongroom.policy;

import org.jspecify.annotations.NullMarked;
