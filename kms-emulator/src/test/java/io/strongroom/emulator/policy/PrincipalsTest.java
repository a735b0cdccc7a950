package io.strongroom.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.SomeKeys;
import io.strongroom.policy.Principal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalsTest {

  private static final String ACCOUNT = "111122223333";

  private static KmsCaller caller(String principal) {
    return new KmsCaller(
        AccountId.of(ACCOUNT),
        PrincipalName.of(principal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void of_theRoot_isTheAccounts() {
    assertThat(Principals.of(KmsCaller.root(SomeKeys.SCOPE))).isEqualTo(Principal.root(ACCOUNT));
    assertThat(Principals.isRoot(caller("arn:aws:iam::444455556666:root"))).isFalse();
  }

  @Test
  void of_aUser_isTheUser() {
    String arn = "arn:aws:iam::111122223333:user/team/alice";

    assertThat(Principals.of(caller(arn))).isEqualTo(Principal.user(arn, ACCOUNT));
    assertThat(Principals.userName(caller(arn))).contains("alice");
  }

  @Test
  void of_aSession_hasItsRole() {
    String session = "arn:aws:sts::111122223333:assumed-role/writer/me";
    String role = "arn:aws:iam::111122223333:role/writer";

    assertThat(Principals.of(caller(session))).isEqualTo(Principal.session(session, role, ACCOUNT));
    assertThat(Principals.arn(caller(session))).isEqualTo(role);
    assertThat(Principals.userName(caller(session))).isEmpty();
  }

  @Test
  void of_aSessionToldWithTheRolesPath_hasThatRole() {
    KmsCaller told = caller("arn:aws:sts::111122223333:assumed-role/team/red/writer/me");
    String session = "arn:aws:sts::111122223333:assumed-role/writer/me";
    String role = "arn:aws:iam::111122223333:role/team/red/writer";

    assertThat(told.principal().text()).isEqualTo(session);
    assertThat(Principals.of(told)).isEqualTo(Principal.session(session, role, ACCOUNT));
    assertThat(Principals.arn(told)).isEqualTo(role);
    assertThat(told.names()).contains(session, role);
    assertThat(Principals.arn(caller(session))).isEqualTo("arn:aws:iam::111122223333:role/writer");
  }

  @Test
  void of_aFederatedUser_isFederated() {
    String arn = "arn:aws:sts::111122223333:federated-user/bob";

    assertThat(Principals.of(caller(arn))).isEqualTo(Principal.federated(arn, ACCOUNT));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:sts::111122223333:assumed-role/r/s, arn:aws-cn:iam::111122223333:role/r",
    "arn:aws:sts::11112222333:assumed-role/r/s, arn:aws:sts::11112222333:assumed-role/r/s",
    "arn:aws:sts::111122223333:assumed-role/r, arn:aws:sts::111122223333:assumed-role/r",
    "arn:aws:iam::111122223333:user/u, arn:aws:iam::111122223333:user/u"
  })
  void arn_ofSessionsOnly_isAnother(String principal, String arn) {
    assertThat(Principals.arn(caller(principal))).isEqualTo(arn);
  }
}
