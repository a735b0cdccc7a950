/**
 * What both dialects share: the raw request, the one route table, codecs written against a {@link
 * io.strongroom.protocol.http.Vocabulary}. Knows neither dialect.
 */
@NullMarked
package io.strongroom.protocol.http;

import org.jspecify.annotations.NullMarked;
