package io.strongroom.runtime.identity;

import io.strongroom.domain.identity.StoredKey;
import io.strongroom.protocol.http.Signers.Signer;
import io.strongroom.signing.Credential;

/** An access key whose secret is open. */
record Known(StoredKey key, Credential credential, Signer signer) {}
