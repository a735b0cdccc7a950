/** Request bodies: JSON, read strictly. Knows no operation and no dialect. */
@NullMarked
package io.strongroom.emulator.json;

import org.jspecify.annotations.NullMarked;
