/** Providers from properties as an operator writes them. Knows no provider. */
@NullMarked
package io.strongroom.kms.config;

import org.jspecify.annotations.NullMarked;
