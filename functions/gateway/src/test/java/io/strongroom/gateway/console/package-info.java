/** The console of a running server, as a browser meets it. */
package io.strongroom.gateway.console;
