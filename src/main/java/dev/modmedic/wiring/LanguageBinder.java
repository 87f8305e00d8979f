package dev.modmedic.wiring;

import dev.modmedic.evidence.Language;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Hands the language that a client accepts to every controller method that wants to know it. */
@Singleton
final class LanguageBinder implements TypedRequestArgumentBinder<Language> {
  @Override
  public Argument<Language> argumentType() {
    return Argument.of(Language.class);
  }

  @Override
  public BindingResult<Language> bind(
      ArgumentConversionContext<Language> context, HttpRequest<?> source) {
    String header = String.join(",", source.getHeaders().getAll(HttpHeaders.ACCEPT_LANGUAGE));
    return () -> Optional.of(header.isEmpty() ? Language.EN : Language.wanted(header));
  }
}
