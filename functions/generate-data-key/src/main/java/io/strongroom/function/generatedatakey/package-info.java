/** The function {@code generate-data-key}: the list of its operations. */
@NullMarked
package io.strongroom.function.generatedatakey;

import org.jspecify.annotations.NullMarked;
