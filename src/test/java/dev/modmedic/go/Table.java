package dev.modmedic.go;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table of cases below {@code src/test/resources/go}; what Go's own packages answered. */
public final class Table {
  private Table() {}

  public static List<String[]> read(String name) throws IOException, URISyntaxException {
    var url = Objects.requireNonNull(Table.class.getResource("/go/" + name), name);
    List<String> lines = Files.readAllLines(Path.of(url.toURI()));
    int columns = lines.getFirst().split("\t", -1).length;
    return lines.stream()
        .filter(line -> !line.startsWith("# "))
        .map(line -> Arrays.copyOf(line.split("\t", -1), columns))
        .toList();
  }
}
