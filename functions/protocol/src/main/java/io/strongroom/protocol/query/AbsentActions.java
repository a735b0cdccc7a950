package io.strongroom.protocol.query;

import io.strongroom.domain.iam.MemberAdmin;
import java.util.List;
import java.util.Map;

/**
 * What users have in IAM and nobody has here. Lists of it are empty, and what would be one thing is
 * not there: tools ask before they delete a user. Making any is refused by name.
 */
final class AbsentActions {

  /** What lists are called, by their action. */
  private static final Map<String, String> LISTS =
      Map.of(
          "ListMFADevices", "MFADevices",
          "ListSSHPublicKeys", "SSHPublicKeys",
          "ListSigningCertificates", "Certificates",
          "ListServiceSpecificCredentials", "ServiceSpecificCredentials");

  private static final List<String> SINGLE = List.of("GetLoginProfile", "DeleteLoginProfile");

  private final MemberAdmin members;

  AbsentActions(MemberAdmin members) {
    this.members = members;
  }

  void addTo(Actions actions) {
    LISTS.forEach(
        (action, element) ->
            actions.list(
                action,
                call -> members.hasNone(call.caller(), call.user(), "iam:" + action),
                (xml, page, none) ->
                    page.write(xml, element, List.<String>of(), name -> name, (x, name) -> {})));
    for (String action : SINGLE) {
      actions.add(
          action,
          call -> {
            String user = call.user();
            return members
                .hasNone(call.caller(), user, "iam:" + action)
                .invoke(
                    () -> {
                      throw new QueryRefused(
                          404,
                          "NoSuchEntity",
                          "Login Profile for User %s cannot be found.".formatted(user));
                    });
          });
    }
  }
}
