package dev.modmedic.probe.dnsjava;

import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.Vantage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;

/** Asks by HTTPS, in the same way and under the same policy as everything else is fetched. */
record HttpsChannel(URI url, Fetcher fetcher, Vantage vantage) implements Channel {
  private static final int LONGEST = 65_535;

  @Override
  public String server() {
    return url.toString();
  }

  @Override
  public Reply ask(Message question, Duration limit) throws Unanswered, InterruptedException {
    Message cacheable = question.clone();
    // The id is zero here, so that equal questions have equal addresses.
    cacheable.getHeader().setID(0);
    String query = Base64.getUrlEncoder().withoutPadding().encodeToString(cacheable.toWire());
    URI asked = URI.create(url + (url.getRawQuery() == null ? "?dns=" : "&dns=") + query);
    Exchange<byte[]> exchange =
        fetcher.fetch(
            new Fetcher.Fetch(
                asked, vantage, Map.of("Accept", "application/dns-message"), limit, LONGEST),
            InputStream::readAllBytes);
    return switch (exchange) {
      case Exchange.Broken<byte[]> broken -> throw new Unanswered(says(broken.attempt().failure()));
      case Exchange.Answered<byte[]> answered -> reply(answered, cacheable);
    };
  }

  private static Reply reply(Exchange.Answered<byte[]> answered, Message question)
      throws Unanswered {
    byte[] body = answered.body();
    if (body == null) {
      throw new Unanswered("unexpected status " + answered.status());
    }
    try {
      return new Reply(Texts.message(body, question), false);
    } catch (IOException e) {
      throw new Unanswered("cannot unmarshal DNS message");
    }
  }

  /** Without the URL, which holds the question in base 64. */
  private static String says(@Nullable Failure failure) {
    return failure == null ? "EOF" : failure.message().replaceFirst("^Get \"[^\"]*\": ", "");
  }
}
