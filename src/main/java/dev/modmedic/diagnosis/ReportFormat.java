package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Language;

/** A form in which a report can be read; safe for many threads. */
public interface ReportFormat {
  /** Such as {@code text/markdown}, without parameters. */
  String mediaType();

  String render(Report report, Language language);
}
