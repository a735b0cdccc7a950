/** What several providers read from HTTP answers alike. No provider's own format is here. */
@NullMarked
package io.strongroom.kms.wire;

import org.jspecify.annotations.NullMarked;
