package dev.modmedic.comparison;

/** One thing by which two machines are compared. */
interface Aspect {
  void compare(Machine a, Machine b, Findings findings);
}
