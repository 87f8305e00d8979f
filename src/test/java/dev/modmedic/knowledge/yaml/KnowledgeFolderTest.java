package dev.modmedic.knowledge.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeFolderTest {
  @Test
  void aJarThatOthersHaveOpenIsReadAllTheSame(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("a jar with spaces.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("knowledge/marks.yaml"));
      zip.write("marks: []\n".getBytes(StandardCharsets.UTF_8));
    }
    URI marks = URI.create("jar:" + jar.toUri() + "!/knowledge/marks.yaml");

    try (FileSystem shared = FileSystems.newFileSystem(marks, Map.of())) {
      assertThat(KnowledgeFolder.inJar(marks))
          .containsExactly(Map.entry("marks.yaml", "marks: []\n"));
      assertThat(shared.isOpen()).isTrue();
    }
  }
}
