/** Azure Key Vault: wrapKey and unwrapKey, and the tokens they need. */
@NullMarked
package io.strongroom.kms.azure;

import org.jspecify.annotations.NullMarked;
