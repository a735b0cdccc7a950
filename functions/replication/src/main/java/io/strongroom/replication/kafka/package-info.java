/** Tells topics of Kafka of what happens. */
@NullMarked
package io.strongroom.replication.kafka;

import org.jspecify.annotations.NullMarked;
