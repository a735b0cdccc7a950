/** Error answers: what every dialect's error document is made of. No dialect's codes or texts. */
@NullMarked
package io.strongroom.protocol.http.error;

import org.jspecify.annotations.NullMarked;
