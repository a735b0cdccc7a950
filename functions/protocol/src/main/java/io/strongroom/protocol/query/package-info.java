/**
 * The Query protocol of AWS for identities and sessions: an action and its parameters in a form, an
 * XML document back.
 */
@NullMarked
package io.strongroom.protocol.query;

import org.jspecify.annotations.NullMarked;
