package io.strongroom.runtime.identity;

import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.iam.DetailAdmin;
import io.strongroom.domain.iam.DomainAdmin;
import io.strongroom.domain.iam.IdentityRights;
import io.strongroom.domain.iam.KeyAdmin;
import io.strongroom.domain.iam.MemberAdmin;
import io.strongroom.domain.iam.PolicyAdmin;
import io.strongroom.domain.iam.PolicySimulator;
import io.strongroom.domain.iam.PolicyVersionAdmin;
import io.strongroom.domain.iam.ProviderAdmin;
import io.strongroom.domain.iam.TemporaryKeys;
import io.strongroom.domain.iam.UserSessions;
import io.strongroom.domain.iam.WebIdentities;
import io.strongroom.domain.port.PrincipalNames;
import io.strongroom.domain.port.RequestRecords;
import io.strongroom.domain.port.WebTokens;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.domains.DomainApi;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.query.QueryApi;
import io.strongroom.runtime.audit.RequestTrail;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.identity.IdentityNotices;
import io.strongroom.storage.identity.PostgresAccessKeys;
import io.strongroom.storage.identity.PostgresDenials;
import io.strongroom.storage.identity.PostgresIdentities;
import io.strongroom.storage.identity.PostgresIdentityPolicies;
import io.strongroom.storage.identity.PostgresKeyHolders;
import io.strongroom.storage.identity.PostgresMemberDetails;
import io.strongroom.storage.identity.PostgresOidcProviders;
import io.strongroom.storage.identity.PostgresPolicyVersions;
import io.strongroom.storage.identity.PostgresPrincipalNames;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;
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
  @Typed({StoredKeys.class, StoredSigners.class})
  StoredSigners stored(Pool pool, IdentitySeals seals) {
    LongSupplier nanoClock = System::nanoTime;
    PostgresKeyHolders holders = new PostgresKeyHolders(pool);
    KnownKeys keys = new KnownKeys(nanoClock);
    RevisionWatch watch = new RevisionWatch(holders, new IdentityNotices(pool), keys, nanoClock);
    return new StoredSigners(holders, seals, keys, watch::used, nanoClock);
  }

  @Produces
  @Singleton
  @Typed(Signers.class)
  Signers signers(CredentialsFile file, StoredSigners stored) {
    return new AllSigners(file, stored);
  }

  @Produces
  @Singleton
  PrincipalNames principals(CredentialsFile file, Pool pool) {
    return new AllPrincipals(file, new PostgresPrincipalNames(pool));
  }

  /** Where what administrators change is kept. */
  record IdentityStores(
      PostgresIdentities identities,
      PostgresIdentityPolicies policies,
      PostgresAccessKeys keys,
      Pool pool,
      IdentitySeals seals) {}

  @Produces
  @Singleton
  IdentityStores stores(Pool pool, IdentitySeals seals, InstantSource clock) {
    return new IdentityStores(
        new PostgresIdentities(pool),
        new PostgresIdentityPolicies(pool),
        new PostgresAccessKeys(pool, clock),
        pool,
        seals);
  }

  @Produces
  @Singleton
  MemberAdmin members(
      IdentityStores stores, PrincipalNames names, IdentityRights rights, InstantSource clock) {
    return new MemberAdmin(stores.identities(), names, rights, clock);
  }

  @Produces
  @Singleton
  QueryApi.Temporary temporary(
      IdentityStores stores, MemberAdmin members, IdentityRights rights, WebIdentityParts web) {
    TemporaryKeys.Store store =
        new TemporaryKeys.Store(
            stores.identities(), stores.keys(), stores.seals(), stores.policies());
    TemporaryKeys sessions = new TemporaryKeys(store, rights, web.clock());
    return new QueryApi.Temporary(
        sessions,
        new UserSessions(store, members, rights, web.clock()),
        new WebIdentities(
            new PostgresOidcProviders(stores.pool()), web.tokens(), sessions, web.conditions()));
  }

  @Produces
  @Singleton
  QueryApi.Administration administration(
      IdentityStores stores,
      MemberAdmin members,
      IdentityRights rights,
      QueryApi.Temporary temporary,
      InstantSource clock) {
    PolicyAdmin policies = new PolicyAdmin(members, stores.policies(), rights, clock);
    return new QueryApi.Administration(
        members,
        new DetailAdmin(members, new PostgresMemberDetails(stores.pool()), policies, rights),
        new KeyAdmin(members, stores.identities(), stores.keys(), stores.seals(), clock),
        policies,
        new PolicyVersionAdmin(policies, new PostgresPolicyVersions(stores.pool()), clock),
        new PolicySimulator(stores.identities(), stores.policies(), rights),
        new ProviderAdmin(new PostgresOidcProviders(stores.pool()), members, rights, clock),
        temporary);
  }

  @Produces
  @Singleton
  QueryApi queryApi(
      QueryApi.Administration administration,
      CredentialsFile file,
      Pool pool,
      RequestRecords requests) {
    return new QueryApi(
        administration,
        new QueryApi.Operator(file.account(), file.people(), new PostgresDenials(pool), requests));
  }

  @Produces
  @Singleton
  DomainApi domains(IdentityStores stores, QueryApi.Administration by) {
    return new DomainApi(
        new DomainAdmin(
            stores.identities(),
            by.members(),
            by.keys(),
            by.temporary().sessions(),
            by.temporary().users()));
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
  RefusalLog refusals(Pool pool, RequestTrail trail) {
    return new NotedRefusals(new PostgresDenials(pool), trail);
  }

  @Produces
  @Singleton
  KeyRights keyRights(CallerConditions conditions, RefusalLog refusals, StrongroomConfig config) {
    return new KeyRights(conditions, refusals, config.softAccounts().orElse(Set.of()));
  }

  @Produces
  @Singleton
  IdentityRights rights(CallerConditions conditions, RefusalLog refusals) {
    return new IdentityRights(conditions, refusals);
  }

  @Produces
  @Singleton
  ServiceRights serviceRights(
      CallerConditions conditions, RefusalLog refusals, CredentialsFile file) {
    return new ServiceRights(conditions, refusals, file.account());
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
