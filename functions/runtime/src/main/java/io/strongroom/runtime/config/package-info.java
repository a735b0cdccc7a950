/** What an operator can set, and the files it points to. */
@NullMarked
package io.strongroom.runtime.config;

import org.jspecify.annotations.NullMarked;
