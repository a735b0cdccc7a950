/**
 * Documents in bodies: how requests bring them and answers carry them. Knows no document in
 * particular.
 */
@NullMarked
package io.strongroom.protocol.http.document;

import org.jspecify.annotations.NullMarked;
