/** HashiCorp Vault and OpenBao: the transit secrets engine and the ways to log in. */
@NullMarked
package io.strongroom.kms.vault;

import org.jspecify.annotations.NullMarked;
