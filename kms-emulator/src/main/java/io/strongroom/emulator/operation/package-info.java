/**
 * What the KMS does, one class per operation, each with its command and the same for both APIs: the
 * key is found, the permission asked, the key's fitness demanded, then the thing done. How a
 * request is spelled and an answer written is the dialects' business.
 */
@NullMarked
package io.strongroom.emulator.operation;

import org.jspecify.annotations.NullMarked;
