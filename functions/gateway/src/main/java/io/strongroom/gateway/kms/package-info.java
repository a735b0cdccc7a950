/** The bundled KMS as the object functions of the same process ask it. */
@NullMarked
package io.strongroom.gateway.kms;

import org.jspecify.annotations.NullMarked;
