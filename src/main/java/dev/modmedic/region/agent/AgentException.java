package dev.modmedic.region.agent;

/** The agent cannot work like this; the message is one paragraph that says why and what to do. */
public final class AgentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AgentException(String message) {
    super(message);
  }

  AgentException(String message, Throwable cause) {
    super(message, cause);
  }
}
