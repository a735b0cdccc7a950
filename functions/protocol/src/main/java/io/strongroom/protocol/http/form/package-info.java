/**
 * Uploads by forms of browsers: reading {@code multipart/form-data} and the policy that its sender
 * signed. Who signed it, and how refusals are called, is for the dialects.
 */
@NullMarked
package io.strongroom.protocol.http.form;

import org.jspecify.annotations.NullMarked;
