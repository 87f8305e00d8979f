package dev.modmedic.knowledge;

/** Who can mend a cause. */
public enum Owner {
  USER,
  NETWORK,
  PROXY_OPERATOR,
  MODULE_AUTHOR,
  HOST_OPERATOR
}
