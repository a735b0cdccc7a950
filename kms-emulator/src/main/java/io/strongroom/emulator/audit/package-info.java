/**
 * The record of every call: its shape, its hash chain, its table. Records what it is told; judges
 * nothing and never sees plaintext or ciphertext.
 */
@NullMarked
package io.strongroom.emulator.audit;

import org.jspecify.annotations.NullMarked;
