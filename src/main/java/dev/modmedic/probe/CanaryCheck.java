package dev.modmedic.probe;

import dev.modmedic.go.DirHash;
import dev.modmedic.go.GoMod;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.ModuleZip;
import dev.modmedic.go.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches one module version that a proxy is known to have, and holds each file to the rules. */
final class CanaryCheck {
  static final String INFO = "goproxy.info";
  static final String MOD = "goproxy.mod";
  static final String ZIP = "goproxy.zip";

  private static final String BAD = "goproxy.bad-response";
  private static final int LARGEST_MOD = 16 << 20;
  private static final long WORTH_A_RATE = 64 << 10;

  private final ProxyClient client;
  private final Trial trial;
  private final ModuleVersion canary;
  private @Nullable String modSum;
  private @Nullable String zipSum;

  CanaryCheck(ProxyClient client, Trial trial, ModuleVersion canary) {
    this.client = client;
    this.trial = trial;
    this.canary = canary;
  }

  /** The sums of what was fetched; null where nothing right was. */
  record Sums(ModuleVersion of, @Nullable String mod, @Nullable String zip) {}

  Sums files() throws InterruptedException {
    if (trial.goesOn()) {
      info();
    }
    if (trial.goesOn()) {
      mod();
    }
    if (trial.goesOn()) {
      zip();
    }
    return new Sums(canary, modSum, zipSum);
  }

  private void info() throws InterruptedException {
    Optional<String> body =
        client.content(INFO, "" + canary, client.info(canary.path(), canary.version()));
    if (body.isEmpty()) {
      return;
    }
    try {
      client.parse(body.get()).checkIs(canary.version());
      trial.pass(INFO, "" + canary);
    } catch (Refused refused) {
      client.refuse(INFO, "" + canary, refused.words(), BAD);
    }
  }

  private void mod() throws InterruptedException {
    Optional<byte[]> body =
        client.content(
            MOD,
            "" + canary,
            client.ask(
                client.address().file(canary.path(), canary.version(), "mod"),
                LARGEST_MOD,
                InputStream::readAllBytes));
    if (body.isEmpty()) {
      return;
    }
    String path = GoMod.parse(new String(body.get(), StandardCharsets.UTF_8)).module();
    if (path.equals(canary.path().text())) {
      modSum = DirHash.ofGoMod(body.get());
      trial.pass(MOD, "" + canary);
    } else if (path.isEmpty()) {
      client.refuse(MOD, "" + canary, "parsing go.mod: no module declaration", BAD);
    } else {
      modSum = DirHash.ofGoMod(body.get());
      client.refuse(
          MOD,
          "" + canary,
          "parsing go.mod:\n\tmodule declares its path as: %s\n\t        but was required as: %s"
              .formatted(path, canary.path()),
          "module.path-mismatch");
    }
  }

  private void zip() throws InterruptedException {
    Path file;
    try {
      file = Files.createTempFile("modmedic-", ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file", e);
    }
    try {
      Heard<Path> heard =
          client.ask(
              client.address().file(canary.path(), canary.version(), "zip"),
              ModuleZip.LARGEST,
              body -> {
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
              });
      if (client.content(ZIP, "" + canary, heard).isPresent()) {
        rate(heard);
        check(file);
      }
    } finally {
      delete(file);
    }
  }

  private void check(Path file) {
    try {
      ModuleZip zip = ModuleZip.read(file, canary);
      zipSum = zip.h1();
      if (zip.links().isEmpty()) {
        trial.pass(ZIP, "%s: %d files, %d bytes".formatted(canary, zip.files(), zip.unpacked()));
      } else {
        trial.warn(ZIP, "%s: symbolic links %s".formatted(canary, zip.links()));
      }
    } catch (Refused refused) {
      String code = refused.words().startsWith("zip: ") ? BAD : "module.zip-rejected";
      client.refuse(ZIP, "" + canary, refused.words(), code);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a temporary file", e);
    }
  }

  private void rate(Heard<Path> heard) {
    if (heard instanceof Heard.Content<Path>(Path file, Exchange.Answered<Path> answer)) {
      Duration transfer = answer.attempt().timings().transfer();
      long bytes = answer.attempt().bytes();
      if (transfer != null && !transfer.isZero() && bytes >= WORTH_A_RATE) {
        long perSecond = (long) (bytes * 1e9 / transfer.toNanos());
        trial.fact("goproxy.zip-bytes-per-second", "" + perSecond);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is in the system's folder for what may vanish at any time.
      file.toFile().deleteOnExit();
    }
  }
}
