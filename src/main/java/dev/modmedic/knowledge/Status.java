package dev.modmedic.knowledge;

/** How far a cause has proved itself; a draft runs but is not shown. */
public enum Status {
  DRAFT,
  TRIAL,
  STABLE
}
