/** The function {@code generate-data-key}: its resources and its operations. */
@NullMarked
package io.strongroom.function.generatedatakey;

import org.jspecify.annotations.NullMarked;
