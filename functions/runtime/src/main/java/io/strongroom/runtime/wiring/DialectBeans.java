package io.strongroom.runtime.wiring;

import io.strongroom.protocol.dialect.ObjectDialect;
import io.strongroom.protocol.domains.DomainDialect;
import io.strongroom.protocol.http.Addressing;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.strongroom.protocol.obs.ObsParticulars;
import io.strongroom.protocol.query.QueryDialect;
import io.strongroom.protocol.s3.S3Particulars;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.Dialects;
import io.strongroom.signing.v4.SigV4Rules;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Who may sign, which hosts name buckets, and the dialects. */
final class DialectBeans {

  @Produces
  @Singleton
  @Typed(CredentialsFile.class)
  CredentialsFile credentials(StrongroomConfig config) {
    try {
      return config.mountedSecrets()
          ? CredentialsFile.readMounted(config.credentialsFile())
          : CredentialsFile.read(config.credentialsFile());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + config.credentialsFile(), failure);
    }
  }

  @Produces
  @Singleton
  Router router(StrongroomConfig config) {
    return new Router(new Addressing(config.baseDomains()));
  }

  @Produces
  @Singleton
  Dialects dialects(StrongroomConfig config, Signers credentials, InstantSource clock) {
    return new Dialects(
        new ObjectDialect(
            new S3Particulars(
                SigV4Rules.s3(config.region().value()).withHuaweiClients(), credentials, clock),
            clock),
        new ObjectDialect(new ObsParticulars(config.region(), credentials, clock), clock),
        new AwsJsonDialect(config.region(), credentials, clock),
        new QueryDialect(credentials, clock),
        new DomainDialect(credentials, clock));
  }
}
