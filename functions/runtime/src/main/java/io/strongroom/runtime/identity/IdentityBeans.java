package io.strongroom.runtime.identity;

import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.iam.IdentityRights;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.iam.MemberAdmin;
import io.strongroom.domain.iam.PolicyAdmin;
import io.strongroom.domain.iam.ProviderAdmin;
import io.strongroom.domain.iam.TemporaryKeys;
import io.strongroom.domain.iam.WebIdentities;
import io.strongroom.domain.port.WebTokens;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.query.QueryApi;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.identity.IdentityNotices;
import io.strongroom.storage.identity.PostgresAccessKeys;
import io.strongroom.storage.identity.PostgresDenials;
import io.strongroom.storage.identity.PostgresIdentities;
import io.strongroom.storage.identity.PostgresIdentityPolicies;
import io.strongroom.storage.identity.PostgresKeyHolders;
import io.strongroom.storage.identity.PostgresOidcProviders;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** From configuration and database to who may sign. */
final class IdentityBeans {

  @Produces
  @Singleton
  IdentitySeals seals(Assembly parts, ServiceKeys keys) {
    return new IdentitySeals(parts::keyService, keys);
  }

  @Produces
  @Singleton
  @Typed(Signers.class)
  Signers signers(CredentialsFile file, Pool pool, IdentitySeals seals) {
    LongSupplier nanoClock = System::nanoTime;
    PostgresKeyHolders holders = new PostgresKeyHolders(pool);
    KnownKeys keys = new KnownKeys(nanoClock);
    RevisionWatch watch = new RevisionWatch(holders, new IdentityNotices(pool), keys, nanoClock);
    return new AllSigners(file, new StoredSigners(holders, seals, keys, watch::used, nanoClock));
  }

  @Produces
  @Singleton
  QueryApi queryApi(
      Pool pool,
      IdentitySeals seals,
      CredentialsFile file,
      IdentityRights rights,
      WebIdentityParts web) {
    InstantSource clock = web.clock();
    PostgresIdentities identities = new PostgresIdentities(pool);
    PostgresAccessKeys keys = new PostgresAccessKeys(pool, clock);
    MemberAdmin members = new MemberAdmin(identities, rights, clock);
    PostgresOidcProviders providers = new PostgresOidcProviders(pool);
    TemporaryKeys sessions =
        new TemporaryKeys(new TemporaryKeys.Store(identities, keys, seals), members, rights, clock);
    return new QueryApi(
        new QueryApi.Administration(
            members,
            new KeyAdmin(members, identities, keys, seals, clock),
            new PolicyAdmin(members, new PostgresIdentityPolicies(pool), rights, clock),
            new ProviderAdmin(providers, members, rights, clock),
            new QueryApi.Temporary(
                sessions, new WebIdentities(providers, web.tokens(), sessions, web.conditions()))),
        new QueryApi.Operator(file.account(), file.people(), new PostgresDenials(pool)));
  }

  /** What tokens of issuers are read with. */
  record WebIdentityParts(WebTokens tokens, CallerConditions conditions, InstantSource clock) {}

  @Produces
  @Singleton
  WebIdentityParts webIdentity(WebTokens tokens, CallerConditions conditions, InstantSource clock) {
    return new WebIdentityParts(tokens, conditions, clock);
  }

  @Produces
  @Singleton
  RefusalLog refusals(Pool pool) {
    return new NotedRefusals(new PostgresDenials(pool));
  }

  @Produces
  @Singleton
  IdentityRights rights(CallerConditions conditions, RefusalLog refusals) {
    return new IdentityRights(conditions, refusals);
  }

  @Produces
  @Singleton
  CallerConditions conditions(StrongroomConfig config, InstantSource clock) {
    return new CallerConditions(config.region(), clock);
  }

  @Produces
  @Singleton
  WebTokens tokens(Workers workers, StrongroomConfig config) {
    return new JoseTokens(workers, config.insecureKeyTransport());
  }
}
