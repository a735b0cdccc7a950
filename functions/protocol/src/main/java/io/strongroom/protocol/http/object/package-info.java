/**
 * One codec per operation on objects and parts, shared by the dialects. Listings, bucket settings
 * and other operations whose parameters are XML documents are elsewhere.
 */
@NullMarked
package io.strongroom.protocol.http.object;

import org.jspecify.annotations.NullMarked;
