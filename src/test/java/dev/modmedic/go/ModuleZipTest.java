package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeZip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleZipTest {
  private static final FakeRelease RELEASE = FakeRelease.of("example.com/Thing", "v1.0.0");
  private static final ModuleVersion OF = ModuleVersion.parse("example.com/Thing@v1.0.0").get();

  @TempDir Path folder;

  @Test
  void aGoodZipHasTheSumThatGoSumHas() throws Exception {
    ModuleZip zip = ModuleZip.read(write(RELEASE.zip()), OF);

    assertThat(zip.h1()).isEqualTo(RELEASE.zipSum());
    assertThat(zip.files()).isEqualTo(3);
    assertThat(zip.links()).isEmpty();
  }

  @Test
  void theSumOfAGoModIsThePublicOne() {
    byte[] text = "module golang.org/x/text\n".getBytes(StandardCharsets.UTF_8);

    assertThat(DirHash.ofGoMod(text)).isEqualTo("h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ=");
  }

  @ParameterizedTest
  @CsvSource({
    "other.com/x@v1.0.0/a, unexpected file",
    "example.com/!thing@v1.0.0/a, unexpected file",
    "example.com/Thing@v1.0.0/sub/go.mod, go.mod file not in module root directory",
    "example.com/Thing@v1.0.0/GO.MOD, case-insensitive file name collision",
    "example.com/Thing@v1.0.0/License, case-insensitive file name collision",
    "example.com/Thing@v1.0.0/thing.go/x, is both a file and a directory",
    "example.com/Thing@v1.0.0/../x, invalid path element",
    "example.com/Thing@v1.0.0/a//x, double slash",
    "example.com/Thing@v1.0.0/a:b, invalid char",
    "example.com/Thing@v1.0.0/aux.go, disallowed",
    "example.com/Thing@v1.0.0//x, empty path element"
  })
  void oneMoreNameBreaksTheRules(String name, String message) throws Exception {
    byte[] zip = FakeZip.of(RELEASE).file(name, "x").bytes();

    assertRefused(zip, message);
  }

  @Test
  void aNameThatComesTwiceIsRefused() throws Exception {
    FakeZip zip = FakeZip.of(RELEASE).file(RELEASE.prefix() + "thing.go", "package other\n");

    assertRefused(zip.bytes(), "multiple entries for file \"thing.go\"");
  }

  @Test
  void foldersAreTakenAndHashedAsEmptyFiles() throws Exception {
    byte[] zip =
        FakeZip.of(RELEASE).file(RELEASE.prefix() + "a/", "").file(RELEASE.prefix(), "").bytes();

    assertThat(ModuleZip.read(write(zip), OF).h1()).isNotEqualTo(RELEASE.zipSum());
    assertThat(ModuleZip.read(write(zip), OF).files()).isEqualTo(3);
  }

  @Test
  void linksAreNoticed() throws Exception {
    byte[] zip = FakeZip.of(RELEASE).link(RELEASE.prefix() + "here", "/etc/passwd").bytes();

    assertThat(ModuleZip.read(write(zip), OF).links()).containsExactly(RELEASE.prefix() + "here");
  }

  @Test
  void sizesAreNotBelieved() throws Exception {
    byte[] honest = FakeZip.of(RELEASE).file(RELEASE.prefix() + "bomb", "x".repeat(9_000)).bytes();

    assertRefused(FakeZip.declaring(honest, 9_000, 10), "larger than declared size (10 bytes)");
    assertRefused(FakeZip.declaring(honest, 9_000, 9_001), "unexpected EOF");
  }

  @Test
  void nothingLargerThanAllowedIsUnpacked() throws Exception {
    var small = new ModuleZip.Limits(20_000, 1_000);
    Path packed = write(FakeZip.of(RELEASE).file(RELEASE.prefix() + "x", random(30_000)).bytes());
    Path unpacked =
        write(FakeZip.of(RELEASE).file(RELEASE.prefix() + "x", "x".repeat(30_000)).bytes());
    Path license = write(RELEASE.with("LICENSE", "x".repeat(1_001)).zip());

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ModuleZip.read(packed, OF, small))
        .withMessageStartingWith("module zip file is too large");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ModuleZip.read(unpacked, OF, small))
        .withMessageStartingWith("total uncompressed size");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ModuleZip.read(license, OF, small))
        .withMessageStartingWith("LICENSE file too large");
  }

  @Test
  void changedContentBreaksTheCheckSum() throws Exception {
    byte[] zip = FakeZip.stored(RELEASE);
    int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("package thing");
    zip[at] ^= 1;

    assertRefused(zip, "zip: checksum error");
  }

  @Test
  void noTruncatedZipIsTaken() throws Exception {
    byte[] zip = RELEASE.zip();
    for (int length = 0; length < zip.length; length += 7) {
      assertRefused(Arrays.copyOf(zip, length), "");
    }
    assertRefused("<html>sign in</html>".getBytes(StandardCharsets.UTF_8), "not a valid zip file");
  }

  @Property(tries = 500)
  void namesAreSortedByTheirBytes(
      @ForAll @UniqueElements List<@StringLength(min = 1, max = 4) String> anyNames)
      throws Refused {
    // Lone surrogates have no bytes of their own, so two such names could be the same.
    List<String> names =
        anyNames.stream()
            .filter(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name))
            .filter(name -> !name.contains("\n"))
            .toList();
    var hash = new DirHash();
    for (String name : names) {
      hash.add(name, Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    assertThat(hash.h1()).isEqualTo(sorted(names));
  }

  /** Sorts hexadecimal texts, whose order is that of the bytes. */
  private static String sorted(List<String> names) {
    var lines = new java.io.ByteArrayOutputStream();
    names.stream()
        .map(name -> HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)))
        .sorted()
        .forEach(hex -> {
          byte[] name = HexFormat.of().parseHex(hex);
          String sum = HexFormat.of().formatHex(Sha256.of(name));
          lines.writeBytes((sum + "  ").getBytes(StandardCharsets.UTF_8));
          lines.writeBytes(name);
          lines.write('\n');
        });
    return "h1:" + java.util.Base64.getEncoder().encodeToString(Sha256.of(lines.toByteArray()));
  }

  @Test
  void aLineBreakInANameIsRefused() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> new DirHash().add("a\nb", new byte[32]));
  }

  private void assertRefused(byte[] zip, String message) throws Exception {
    Path file = write(zip);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ModuleZip.read(file, OF))
        .withMessageContaining(message);
  }

  private Path write(byte[] zip) throws Exception {
    return Files.write(Files.createTempFile(folder, "module", ".zip"), zip);
  }

  private static String random(int length) {
    var digits = new java.util.Random(1);
    return HexFormat.of().formatHex(bytes(digits, length));
  }

  private static byte[] bytes(java.util.Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
