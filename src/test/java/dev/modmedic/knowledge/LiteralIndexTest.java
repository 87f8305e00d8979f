package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LiteralIndexTest {
  @Test
  void overlappingLiteralsAreAllFound() {
    assertThat(hits(List.of("sher", "ushe", "hers"), "ushers")).contains("0@5", "1@4", "2@6");
  }

  @Test
  void caseIsIgnored() {
    assertThat(hits(List.of("no such host"), "No Such HOST")).containsExactly("0@12");
  }

  @Test
  void literalsBeyondLatinOneAreFound() {
    assertThat(hits(List.of("拒绝访问"), "open x: 拒绝访问。")).contains("0@12");
  }

  @Test
  void nothingIsFoundInAnEmptyText() {
    assertThat(hits(List.of("abcd"), "")).isEmpty();
  }

  @Property
  void itFindsWhatSearchingOneByOneFinds(
      @ForAll @Size(min = 1, max = 8)
          List<@StringLength(min = 4, max = 6) @CharRange(from = 'a', to = 'b') String> literals,
      @ForAll @StringLength(max = 120) @CharRange(from = 'a', to = 'b') @Chars({'A', 'B'})
          String text) {
    Set<String> expected = new HashSet<>();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < literals.size(); i++) {
      for (int at = lower.indexOf(literals.get(i));
          at >= 0;
          at = lower.indexOf(literals.get(i), at + 1)) {
        expected.add(i + "@" + (at + literals.get(i).length()));
      }
    }

    assertThat(hits(literals, text)).isEqualTo(expected);
  }

  private static Set<String> hits(List<String> literals, String text) {
    Set<String> hits = new HashSet<>();
    new LiteralIndex(literals).scan(text, (literal, end) -> hits.add(literal + "@" + end));
    return hits;
  }
}
