/**
 * The Huawei DEW (KMS) dialect over the same keys: paths, hexadecimal members, numbers as strings,
 * its codes. Here alone a key may be called a Cmk. Holds no rule about keys that AWS shares.
 */
@NullMarked
package io.strongroom.emulator.dew;

import org.jspecify.annotations.NullMarked;
