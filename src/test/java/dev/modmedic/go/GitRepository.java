package dev.modmedic.go;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bare git repository with one tag, readable over plain files. */
public final class GitRepository {
  private GitRepository() {}

  public static Path create(Path folder) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path bare = folder.resolve("bare.git");
    Files.writeString(work.resolve("go.mod"), "module example.invalid/m\n");
    git(work, "init", "-q");
    git(work, "add", "go.mod");
    git(work, "commit", "-q", "-m", "first");
    git(work, "tag", "v1.0.0");
    git(work, "clone", "-q", "--bare", work.toString(), bare.toString());
    git(bare, "update-server-info");
    return bare;
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.invalid",
                "-c",
                "init.defaultBranch=main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("HOME", folder.toString());
    if (builder.start().waitFor() != 0) {
      throw new IOException("git failed: " + String.join(" ", arguments));
    }
  }
}
