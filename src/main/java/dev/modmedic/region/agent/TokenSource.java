package dev.modmedic.region.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the token that an agent shows to the server, and never repeats it. */
public final class TokenSource {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final int LONGEST = 1_000;

  private TokenSource() {}

  /**
   * @param token as the setting has it, or null
   * @param file that holds it instead, or null
   * @throws AgentException if there is none, or others could read it
   */
  public static String read(@Nullable String token, @Nullable String file) {
    if (token != null && file != null) {
      throw new AgentException(
          "Both MODMEDIC_AGENT_TOKEN and MODMEDIC_AGENT_TOKEN_FILE are set. Set one of them.");
    }
    if (file != null) {
      return checked(content(path(file)), "The file of MODMEDIC_AGENT_TOKEN_FILE");
    }
    if (token == null) {
      throw new AgentException(
          "An agent needs a token. Make an agent with POST /v1/agents at the server, and set"
              + " MODMEDIC_AGENT_TOKEN to the token in its answer, or MODMEDIC_AGENT_TOKEN_FILE to"
              + " a file that holds it.");
    }
    return checked(token, "MODMEDIC_AGENT_TOKEN");
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new AgentException(
          "MODMEDIC_AGENT_TOKEN_FILE is no path here (%s).".formatted(e.getReason()), e);
    }
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new AgentException(
            "%s is too long for a token. MODMEDIC_AGENT_TOKEN_FILE must hold nothing else."
                .formatted(file));
      }
      if (isReadableByOthers(file)) {
        throw new AgentException(
            "%s can be read by other users of this machine. Run chmod 600 on it, and start again."
                .formatted(file));
      }
      return Files.readString(
          file, StandardCharsets.ISO_8859_1); // what is no token is told as such
    } catch (IOException e) {
      throw new AgentException(
          "%s, named by MODMEDIC_AGENT_TOKEN_FILE, cannot be read (%s).".formatted(file, e), e);
    }
  }

  private static boolean isReadableByOthers(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
  }

  private static String checked(String text, String where) {
    String token = text.strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new AgentException(
          where + " holds no token: it must be one word of letters, digits and signs.");
    }
    return token;
  }
}
