package dev.modmedic.go;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest module there is: a go.mod file and nothing else. */
record FakeModule(String path, String version) {
  String goMod() {
    return "module " + path + "\n";
  }

  byte[] zip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(fileName()));
      zip.write(goMod().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private String fileName() {
    return path + "@" + version + "/go.mod";
  }

  /** The go.sum lines, or wrong ones of the same form. */
  String sums(boolean rightZip, boolean rightMod) throws GeneralSecurityException {
    String other = "something else";
    return "%s %s %s\n%s %s/go.mod %s\n"
        .formatted(
            path,
            version,
            h1(fileName(), rightZip ? goMod() : other),
            path,
            version,
            h1("go.mod", rightMod ? goMod() : other));
  }

  /** The lines that a script asks for: {@code other} are wrong, {@code zip} for the zip only. */
  String sums(String answer) throws GeneralSecurityException {
    boolean allWrong = answer.equals("other");
    return sums(!allWrong && !answer.equals("zip"), !allWrong);
  }

  private static String h1(String name, String text) throws GeneralSecurityException {
    byte[] file = FakeSumDb.sha256(text.getBytes(StandardCharsets.UTF_8));
    String line = HexFormat.of().formatHex(file) + "  " + name + "\n";
    byte[] all = FakeSumDb.sha256(line.getBytes(StandardCharsets.UTF_8));
    return "h1:" + Base64.getEncoder().encodeToString(all);
  }
}
