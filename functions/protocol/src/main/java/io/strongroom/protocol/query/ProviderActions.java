package io.strongroom.protocol.query;

import io.strongroom.domain.iam.ProviderAdmin;
import io.strongroom.domain.identity.OidcProvider;
import io.strongroom.protocol.http.xml.XmlWriter;

/** Issuers of tokens. */
final class ProviderActions {

  private static final String ARN = "OpenIDConnectProviderArn";

  private final ProviderAdmin providers;

  ProviderActions(ProviderAdmin providers) {
    this.providers = providers;
  }

  void addTo(Actions actions) {
    actions
        .add(
            "CreateOpenIDConnectProvider",
            call ->
                providers.create(call.caller(), call.required("Url"), call.list("ClientIDList")),
            (xml, provider) -> xml.element(ARN, provider.arn()))
        .add(
            "GetOpenIDConnectProvider",
            call -> providers.get(call.caller(), call.required(ARN)),
            ProviderActions::write)
        .add(
            "ListOpenIDConnectProviders",
            call -> providers.list(call.caller()),
            (xml, all) -> {
              xml.open("OpenIDConnectProviderList");
              all.forEach(each -> xml.open("member").element("Arn", each.arn()).close());
              xml.close();
            })
        .add(
            "DeleteOpenIDConnectProvider",
            call -> providers.delete(call.caller(), call.required(ARN)));
  }

  private static void write(XmlWriter xml, OidcProvider provider) {
    xml.element("Url", provider.name()).open("ClientIDList");
    provider.clientIds().forEach(id -> xml.element("member", id));
    xml.close().element("CreateDate", IamXml.time(provider.createdAt()));
  }
}
