package dev.modmedic.probe.dnsjava;

import java.time.Duration;
import org.xbill.DNS.Message;

/** A way to ask one server. */
interface Channel {
  /** Asks once; the answer has the question's id, or it is not one. */
  Reply ask(Message question, Duration limit) throws Unanswered, InterruptedException;

  /** The server as {@code go} prints it. */
  String server();

  /**
   * An answer.
   *
   * @param truncated whether it came by UDP first and was too long for that
   */
  record Reply(Message message, boolean truncated) {}
}
