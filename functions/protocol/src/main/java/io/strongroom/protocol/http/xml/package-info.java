/**
 * XML documents as object stores exchange them: small, bounded, without DTDs. Knows no document in
 * particular.
 */
@NullMarked
package io.strongroom.protocol.http.xml;

import org.jspecify.annotations.NullMarked;
