/**
 * What a KMS does, in words that both dialects share: making keys, finding them, sealing and
 * opening messages, deciding who may. No wire names, no JSON.
 */
@NullMarked
package io.strongroom.emulator.service;

import org.jspecify.annotations.NullMarked;
