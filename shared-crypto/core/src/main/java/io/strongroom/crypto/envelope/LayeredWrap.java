package io.strongroom.crypto.envelope;

/**
 * The keys of two layers, each wrapped on its own (SPEC §4): the inner one under a KMS key of the
 * object's owner, the outer one under a bucket key of the service. Neither wrap opens the object
 * without the other.
 *
 * @param outer its data key is wrapped for the outer layer and for nothing else ({@link
 *     LocalWrap#wrapOuter})
 */
public record LayeredWrap(KmsHeldWrap inner, BucketKeyWrap outer) implements KeyWrap {}
