/**
 * The AWS KMS dialect: JSON in and out, member names, validation texts, error bodies. Holds no rule
 * about keys; those are in {@code service} and {@code key}.
 */
@NullMarked
package io.strongroom.emulator.aws;

import org.jspecify.annotations.NullMarked;
