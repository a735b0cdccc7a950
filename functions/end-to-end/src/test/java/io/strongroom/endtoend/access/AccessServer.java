package io.strongroom.endtoend.access;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * The server that decides.
 *
 * @param http trusts it; the caller closes it
 * @param kms where the bundled KMS is
 * @param routerToken by which a request may say where it comes from
 */
public record AccessServer(HttpClient http, URI endpoint, URI kms, String routerToken) {}
