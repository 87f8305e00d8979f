package dev.modmedic.lab;

import dev.modmedic.testing.proxy.FakeRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yaml.snakeyaml.Yaml;

/** One version of a module that the lab's proxies have, as modules.yaml declares it. */
record LabModule(String path, String version, Map<String, String> files) {
  LabModule {
    files = Map.copyOf(files);
  }

  @SuppressWarnings("unchecked")
  static List<LabModule> all() throws IOException {
    try (InputStream file = LabModule.class.getResourceAsStream("/lab/modules.yaml")) {
      List<Map<String, Object>> items = new Yaml().load(file);
      return items.stream()
          .map(item ->
              new LabModule(
                  String.valueOf(item.get("module")),
                  String.valueOf(item.get("version")),
                  (Map<String, String>) item.getOrDefault("files", Map.of())))
          .toList();
    }
  }

  String info() {
    return "{\"Version\":\"%s\",\"Time\":\"2024-05-01T10:00:00Z\"}".formatted(version);
  }

  String goMod() {
    return files.getOrDefault("go.mod", "module " + path + "\n");
  }

  /** The two lines that go.sum must hold of it. */
  String sums() {
    var release = new FakeRelease(path, version, Instant.EPOCH, new TreeMap<>(files));
    return release.with("go.mod", goMod()).sums();
  }

  byte[] zip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      add(zip, "go.mod", goMod());
      for (var file : files.entrySet()) {
        if (!file.getKey().equals("go.mod")) {
          add(zip, file.getKey(), file.getValue());
        }
      }
    }
    return bytes.toByteArray();
  }

  private void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(path + "@" + version + "/" + name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
