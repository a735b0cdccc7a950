/** Key material in memory: held once, zeroed on close, never printed. Nothing here encrypts. */
@NullMarked
package io.strongroom.crypto.secret;

import org.jspecify.annotations.NullMarked;
