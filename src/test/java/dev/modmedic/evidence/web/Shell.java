package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A shell to run a script with, and the commands that it finds.
 *
 * @param words the shell as a command line begins
 * @param path as in the variable of that name
 */
record Shell(List<String> words, String path) {
  private static final String EVERYTHING = System.getenv("PATH");

  /** What BusyBox stands in for, so that a script meets no other implementation of it. */
  private static final List<String> APPLETS =
      List.of(
          "awk",
          "cat",
          "date",
          "df",
          "nproc",
          "nslookup",
          "sed",
          "sleep",
          "tail",
          "timeout",
          "tr",
          "true",
          "uname");

  Shell {
    words = List.copyOf(words);
  }

  /** By its name among {@code dash}, {@code bash} and {@code busybox}; skips the test without. */
  static Shell named(String name, Path temporary) {
    String program = program(name);
    return name.equals("busybox")
        ? new Shell(List.of(program, "sh"), applets(temporary, program))
        : new Shell(List.of(program), EVERYTHING);
  }

  /** The same shell that finds only a few of its commands. */
  Shell findingOnly(Path temporary, String... commands) {
    Path folder = temporary.resolve("few");
    List.of(commands).forEach(command -> link(folder, command, Path.of(program(command))));
    return new Shell(words, folder.toString());
  }

  List<String> running(String... script) {
    List<String> command = new ArrayList<>(words);
    command.addAll(List.of(script));
    return command;
  }

  private static String program(String name) {
    Optional<Path> found = find(name);
    assumeThat(found).as("%s is not installed", name).isPresent();
    return found.orElseThrow().toString();
  }

  static Optional<Path> find(String name) {
    return Stream.of(EVERYTHING.split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** With curl, since a BusyBox that is linked statically may not be able to look up hosts. */
  private static String applets(Path temporary, String program) {
    Path folder = temporary.resolve("applets");
    APPLETS.forEach(name -> link(folder, name, Path.of(program)));
    link(folder, "curl", Path.of(program("curl")));
    return folder.toString();
  }

  private static void link(Path folder, String name, Path target) {
    try {
      Files.createDirectories(folder);
      Files.createSymbolicLink(folder.resolve(name), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
