/** Keys delivered as a secret by Keywhiz and used here; the service itself never wraps. */
@NullMarked
package io.strongroom.kms.keywhiz;

import org.jspecify.annotations.NullMarked;
