package io.strongroom.crypto.envelope;

/** Who can unwrap an object's data key. */
public sealed interface KeyWrap permits KmsHeldWrap, CustomerKeyWrap, LayeredWrap {}
