package io.strongroom.domain.notification;

import io.strongroom.domain.port.ObjectOutbox.Settlement;
import io.strongroom.domain.record.Told;

/** Is told what became of telling. Thread-safe. */
@FunctionalInterface
public interface NotificationMeter {

  /**
   * @param noted whether it was still this process's to say
   */
  void told(Told piece, Settlement settlement, boolean noted);
}
