package io.strongroom.domain.assembly;

import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;

/** Where keys come from. Each is asked for only by what needs it. */
public interface KeyPorts {

  KmsClient kms();

  BucketKeys bucketKeys();

  ServiceKeys serviceKeys();

  KeyRights rights();
}
