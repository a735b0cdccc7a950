package io.strongroom.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.protocol.refusal.RefusedRequest;
import java.util.Set;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependency picture of ARCHITECTURE.md and the rules of the code that a machine can check. */
class ArchitectureTest {
  private static final JavaClasses STRONGROOM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.strongroom");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crypto",
        "signing",
        "policy",
        "kms.aws",
        "emulator",
        "local",
        "open",
        "domain",
        "protocol.s3",
        "protocol.obs",
        "storage",
        "runtime",
        "function.putobject",
        "function.managebucket",
        "function.console",
        "upkeep",
        "replication",
        "certificates",
        "setup",
        "safekeeping",
        "migration",
        "launcher",
        "demo",
        "gateway"
      })
  void everyModule_isLookedAt(String packages) {
    assertThat(STRONGROOM)
        .anyMatch(some -> some.getPackageName().startsWith("io.strongroom." + packages));
  }

  @Test
  void modules_useEachOther_asThePictureShows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.strongroom.crypto..")
        .layer("signing")
        .definedBy("io.strongroom.signing..")
        .layer("policy")
        .definedBy("io.strongroom.policy..")
        .layer("local")
        .definedBy("io.strongroom.local..")
        .layer("kms-client")
        .definedBy("io.strongroom.kms..")
        .layer("kms-emulator")
        .definedBy("io.strongroom.emulator..")
        .layer("open")
        .definedBy("io.strongroom.open..")
        .layer("domain")
        .definedBy("io.strongroom.domain..")
        .layer("protocol")
        .definedBy("io.strongroom.protocol..")
        .layer("router")
        .definedBy("io.strongroom.router..")
        .layer("storage")
        .definedBy("io.strongroom.storage..")
        .layer("runtime")
        .definedBy("io.strongroom.runtime..")
        .layer("functions")
        .definedBy("io.strongroom.function..")
        .layer("upkeep")
        .definedBy("io.strongroom.upkeep..")
        .layer("replication")
        .definedBy("io.strongroom.replication..")
        .layer("certificates")
        .definedBy("io.strongroom.certificates..")
        .layer("setup")
        .definedBy("io.strongroom.setup..")
        .layer("safekeeping")
        .definedBy("io.strongroom.safekeeping..")
        .layer("migration")
        .definedBy("io.strongroom.migration..")
        .layer("launcher")
        .definedBy("io.strongroom.launcher..")
        .layer("demo")
        .definedBy("io.strongroom.demo..")
        .layer("gateway")
        .definedBy("io.strongroom.gateway..")
        .layer("testkit")
        .definedBy("io.strongroom.testkit..")
        .ensureAllClassesAreContainedInArchitecture()
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("signing")
        .mayOnlyAccessLayers("core")
        .whereLayer("policy")
        .mayNotAccessAnyLayer()
        .whereLayer("local")
        .mayNotAccessAnyLayer()
        .whereLayer("local")
        .mayOnlyBeAccessedByLayers(
            "kms-emulator",
            "certificates",
            "setup",
            "safekeeping",
            "migration",
            "launcher",
            "demo",
            "gateway")
        .whereLayer("kms-client")
        .mayOnlyAccessLayers("core", "signing")
        .whereLayer("kms-emulator")
        .mayOnlyAccessLayers("core", "signing", "policy", "local")
        .whereLayer("open")
        .mayOnlyAccessLayers("core", "kms-client")
        .whereLayer("domain")
        .mayOnlyAccessLayers("core", "policy")
        .whereLayer("protocol")
        .mayOnlyAccessLayers("core", "signing", "policy", "domain")
        .whereLayer("router")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("router")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("storage")
        .mayOnlyAccessLayers("core", "signing", "policy", "domain")
        .whereLayer("runtime")
        .mayOnlyAccessLayers(
            "core", "signing", "policy", "kms-client", "domain", "protocol", "storage")
        .whereLayer("functions")
        .mayOnlyAccessLayers("core", "domain", "protocol", "runtime", "kms-client")
        .whereLayer("functions")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("upkeep")
        .mayOnlyAccessLayers("domain", "storage", "runtime")
        .whereLayer("upkeep")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("replication")
        .mayOnlyAccessLayers("domain", "storage", "runtime")
        .whereLayer("replication")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("certificates")
        .mayOnlyAccessLayers("local")
        .whereLayer("certificates")
        .mayOnlyBeAccessedByLayers("setup", "launcher")
        .whereLayer("setup")
        .mayOnlyAccessLayers("local", "protocol", "certificates", "launcher")
        .whereLayer("setup")
        .mayOnlyBeAccessedByLayers("gateway")
        .whereLayer("safekeeping")
        .mayOnlyAccessLayers("core", "domain", "local", "storage", "runtime")
        .whereLayer("safekeeping")
        .mayOnlyBeAccessedByLayers("gateway")
        .whereLayer("migration")
        .mayOnlyAccessLayers("local", "launcher")
        .whereLayer("migration")
        .mayOnlyBeAccessedByLayers("gateway")
        .whereLayer("launcher")
        .mayOnlyAccessLayers("core", "signing", "policy", "local", "certificates")
        .whereLayer("launcher")
        .mayOnlyBeAccessedByLayers("setup", "migration", "demo", "gateway")
        .whereLayer("demo")
        .mayOnlyAccessLayers("core", "domain", "local", "launcher")
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("gateway")
        .whereLayer("gateway")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kms-emulator")
        .mayOnlyBeAccessedByLayers("gateway")
        .whereLayer("testkit")
        .mayNotBeAccessedByAnyLayer()
        .because("each module can then be read, tested and deployed without those to its right")
        .check(STRONGROOM);
  }

  @Test
  void emulator_inTheGateway_isCalledInOnePlaceAsOverTheWire() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.strongroom.gateway..",
            "io.strongroom.setup..",
            "io.strongroom.launcher..",
            "io.strongroom.demo..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.strongroom.emulator..")
                .and(
                    not(
                        nameMatching(
                            "io\\.strongroom\\.emulator\\.(store\\.KmsSchema"
                                + "|auth\\.KeyLookup|auth\\.SessionKeys.*"
                                + "|service\\.CallerPolicies.*|key\\.KmsCaller)"))))
        .because(
            "the gateway starts the emulator, on tables that it brings up to date, tells it who its"
                + " callers are, and no more")
        .check(STRONGROOM.that(not(resideInAPackage("io.strongroom.gateway.kms"))));
    noClasses()
        .that()
        .resideInAPackage("io.strongroom.gateway.kms")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.strongroom.emulator..")
                .and(
                    not(
                        nameMatching(
                            "io\\.strongroom\\.emulator\\.(aws\\.(AwsDialect|InProcessCall)"
                                + "|service\\.KeyWitness|http\\.WireReply(\\$\\w+)?)"))))
        .because("a call in the process goes the way of one over the wire, past nothing")
        .check(STRONGROOM);
  }

  @Test
  void functions_doNotUseEachOther() {
    slices()
        .matching("io.strongroom.function.(*)..")
        .should()
        .notDependOnEachOther()
        .because("each is deployed alone")
        .check(STRONGROOM);
  }

  @Test
  void dialects_doNotUseEachOther() {
    slices()
        .matching("io.strongroom.protocol.(s3|obs)..")
        .should()
        .notDependOnEachOther()
        .because("what they share is in protocol.http, and a change to one must not move the other")
        .check(STRONGROOM);
  }

  @Test
  void dialectsOfTheKms_doNotUseEachOther() {
    slices()
        .matching("io.strongroom.emulator.(aws|dew)..")
        .should()
        .notDependOnEachOther()
        .because("what they share is in operation, and a change to one must not move the other")
        .check(STRONGROOM);
  }

  @Test
  void sharedProtocol_knowsNoDialect() {
    noClasses()
        .that()
        .resideInAPackage("io.strongroom.protocol.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.strongroom.protocol.s3..", "io.strongroom.protocol.obs..")
        .because("a dialect is chosen by who puts the application together")
        .check(STRONGROOM);
  }

  @Test
  void whatProtocolsThrow_isARefusalAndNoNews() {
    classes()
        .that()
        .resideInAPackage("io.strongroom.protocol..")
        .and()
        .areAssignableTo(RuntimeException.class)
        .should()
        .beAssignableTo(RefusedRequest.class)
        .because("a client's fault is not logged as one of ours")
        .check(STRONGROOM);
  }

  @Test
  void domain_usesPlainJava() {
    classes()
        .that()
        .resideInAPackage("io.strongroom.domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "org.jspecify.annotations..",
                "io.smallrye.mutiny..",
                "io.strongroom.domain..",
                "io.strongroom.policy..",
                "io.strongroom.crypto.."))
        .because("the operations outlive every framework, and are tested without one")
        .check(STRONGROOM);
  }

  @Test
  void coreAndSigning_knowNoFramework() {
    classes()
        .that()
        .resideInAnyPackage("io.strongroom.crypto..", "io.strongroom.signing..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "jdk.incubator.vector..",
                "org.jspecify.annotations..",
                "org.bouncycastle.crypto..",
                "org.bouncycastle.util..",
                "io.strongroom.crypto..",
                "io.strongroom.signing.."))
        .because("sealed objects must stay readable by a program of a few classes")
        .check(STRONGROOM);
  }

  @Test
  void policies_usePlainJava() {
    classes()
        .that()
        .resideInAPackage("io.strongroom.policy..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations..", "io.strongroom.policy.."))
        .because("functions and KMS decide by the same code, whatever each runs in")
        .check(STRONGROOM);
  }

  @Test
  void ciphers_areMadeInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            // The test kit has a KMS stand-in and ships with nothing.
            "io.strongroom.crypto.aead", "io.strongroom.testkit..")
        .and(
            not(
                // Its cipher runs inside the token that it names.
                nameMatching("io\\.strongroom\\.emulator\\.crypto\\.Pkcs11RootKey")))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Cipher.class)
        .because("crypto.aead is the only place that names an algorithm")
        .check(STRONGROOM);
  }

  @Test
  void entities_arePackagePrivate() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .bePackagePrivate()
        .because("rows are how one package stores, not what others speak of")
        .check(STRONGROOM);
  }

  @Test
  void rowsOfTheKms_areWrittenByStatements() {
    noClasses()
        .that()
        .resideInAPackage("io.strongroom.emulator..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$Session")
        .because("removing an entity shares a field between all sessions, and wedges connections")
        .check(STRONGROOM);
  }

  @Test
  void reactiveCode_neverAwaits() {
    noClasses()
        .should()
        .callMethod("io.smallrye.mutiny.Uni", "await")
        .because("a wait on an event loop stops every connection of that loop")
        .check(STRONGROOM);
  }

  @Test
  void commands_withCustomerKeys_areClosedAtTheEndOfTheirRequest() {
    Set<Class<?>> withKeys =
        Set.of(CustomerKey.class, EncryptionRequest.class, CopyObject.Source.class);
    classes()
        .that()
        .haveSimpleName("Command")
        .and(
            describe(
                "bring a customer key",
                command ->
                    command.getFields().stream()
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                        .anyMatch(type -> withKeys.stream().anyMatch(type::isEquivalentTo))))
        .should()
        .implement(BringsKeys.class)
        .because("the request handler zeroes the keys of these, and of no others")
        .check(STRONGROOM);
  }

  @Test
  void random_isSecure() {
    noClasses()
        .that()
        .resideInAnyPackage("io.strongroom.crypto..", "io.strongroom.signing..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .because("whatever these packages draw may end in a key, a nonce or a salt")
        .check(STRONGROOM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.strongroom.crypto.(*)..",
        "io.strongroom.signing.(*)..",
        "io.strongroom.domain.(*)..",
        "io.strongroom.emulator.(*)..",
        "io.strongroom.kms.(*)..",
        "io.strongroom.policy.(*)..",
        "io.strongroom.protocol.(*)..",
        "io.strongroom.storage.(*)..",
        "io.strongroom.runtime.(*)..",
        // Modules that are one room: among them a cycle would be one of modules.
        "io.strongroom.(*).."
      })
  void packages_ofAModule_areFreeOfCycles(String packages) {
    slices()
        .matching(packages)
        .should()
        .beFreeOfCycles()
        .because("a cycle is one package with two names")
        .check(STRONGROOM);
  }
}
