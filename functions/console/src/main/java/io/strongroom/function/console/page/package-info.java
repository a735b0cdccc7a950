/** The pages: what each shows, and what its forms do. */
@NullMarked
package io.strongroom.function.console.page;

import org.jspecify.annotations.NullMarked;
