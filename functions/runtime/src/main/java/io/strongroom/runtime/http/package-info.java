/**
 * Between Quarkus REST and the dialects: one filter that resolves the operation, one handler that
 * carries it out. No operation logic.
 */
@NullMarked
package io.strongroom.runtime.http;

import org.jspecify.annotations.NullMarked;
