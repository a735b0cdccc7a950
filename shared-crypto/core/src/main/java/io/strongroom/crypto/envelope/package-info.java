/**
 * What is stored beside a sealed stream: the envelope with the wrapped data key, the part manifest,
 * sealed metadata, and the wraps made without a KMS (SPEC §4 to §7). No call to a KMS is made here.
 */
@NullMarked
package io.strongroom.crypto.envelope;

import org.jspecify.annotations.NullMarked;
