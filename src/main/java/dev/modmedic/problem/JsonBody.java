package dev.modmedic.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259) into maps, lists, texts, numbers and booleans.
 *
 * <p>Limits are ours and not the library's, so that each of them can be told with its place.
 */
public final class JsonBody {
  static final int DEEPEST = 64;
  private static final int MOST_VALUES = 200_000;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNestingDepth(DEEPEST + 1)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;
  private int values;

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * @throws ProblemException if it is not exactly one JSON value within the limits
   */
  public static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonBody(parser).document();
    } catch (StreamConstraintsException e) {
      throw notJson(e, "has a name or a number that is too long");
    } catch (StreamReadException e) {
      throw notJson(e, "is not JSON from here on");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private @Nullable Object document() throws IOException {
    if (parser.nextToken() == null) {
      throw new ProblemException(ProblemType.EMPTY_BODY, "The body holds no JSON value.");
    }
    Object value = value();
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more follows", parser.currentTokenLocation());
    }
    return value;
  }

  private @Nullable Object value() throws IOException {
    if (++values > MOST_VALUES) {
      throw ProblemException.at(
          ProblemType.INVALID_FIELD, pointer(), "is one value too many; at most " + MOST_VALUES);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "a value is expected");
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    checkDepth();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (object.containsKey(name)) {
        throw ProblemException.at(ProblemType.DUPLICATE_KEY, pointer(), "is given twice");
      }
      parser.nextToken();
      object.put(name, value());
    }
    return object;
  }

  private List<@Nullable Object> list() throws IOException {
    checkDepth();
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value());
    }
    return list;
  }

  private void checkDepth() {
    if (parser.getParsingContext().getNestingDepth() > DEEPEST) {
      throw new ProblemException(
          ProblemType.TOO_DEEP, "The body is nested more than " + DEEPEST + " levels deep.");
    }
  }

  private Number number() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case FLOAT, DOUBLE, BIG_DECIMAL, BIG_INTEGER -> real();
    };
  }

  private Double real() throws IOException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw ProblemException.at(
          ProblemType.INVALID_FIELD, pointer(), "is a number outside the range of a double");
    }
    return value;
  }

  private String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }

  private static ProblemException notJson(JsonProcessingException e, String what) {
    var place = e.getLocation();
    String where =
        place == null
            ? ""
            : ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    return new ProblemException(ProblemType.NOT_JSON, "The body " + what + where + ".");
  }
}
