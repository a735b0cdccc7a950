package io.strongroom.endtoend.cases;

import io.strongroom.signing.Credential;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * The server that the cases are put to.
 *
 * @param http trusts it; the caller closes it
 * @param endpoint over TLS, without a path: some cases bring keys
 * @param credential who owns the buckets
 */
public record CaseServer(HttpClient http, URI endpoint, Credential credential, String region) {}
