package dev.modmedic.history.web;

import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.problem.Query;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query of a list of diagnoses. */
record ListQuery(DiagnosisFilter filter, @Nullable String cursor, int limit) {
  private static final Pattern CODE = Pattern.compile("[a-z-]+\\.[a-z0-9-]+");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,4000}");

  static ListQuery of(Query query) {
    Query.Span span = query.span();
    return new ListQuery(
        new DiagnosisFilter(
            text(query, "cause", CODE, "must be a code such as dns.timeout"),
            words(query, "project"),
            words(query, "module"),
            words(query, "host"),
            text(query, "fingerprint", FINGERPRINT, "must be 16 hexadecimal digits"),
            span.since(),
            span.until()),
        query.text("cursor"),
        query.limit());
  }

  static @Nullable String words(Query query, String name) {
    return text(query, name, WORDS, "must be 1 to 4000 characters without control characters");
  }

  private static @Nullable String text(Query query, String name, Pattern form, String otherwise) {
    return query.read(name, text -> Optional.of(text).filter(form.asMatchPredicate()), otherwise);
  }
}
