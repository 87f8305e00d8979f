package dev.modmedic.lab;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.modmedic.go.FakeSumDb;
import dev.modmedic.go.GitRepository;
import dev.modmedic.testing.net.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The servers of the lab on loopback, and the words by which scenarios name them. */
final class LabServers implements AutoCloseable {
  private final HeldCertificate authority =
      new HeldCertificate.Builder().commonName("Lab Root").certificateAuthority(0).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private final LabProxy proxy;

  LabServers(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    var sumDb = new FakeSumDb();
    proxy = new LabProxy(LabModule.all(), sumDb, GitRepository.create(folder.resolve("git")));
    Path authorityFile = folder.resolve("lab-root.pem");
    Files.writeString(authorityFile, authority.certificatePem());
    words.put("authority", authorityFile.toString());
    words.put("sumdb-key", sumDb.verifierKey());
    words.put("plain", serve(HttpServer.create(loopback(), 0)));
    words.put("untrusted", serve(secure(certificate("Lab Proxy").build())));
    words.put("expired", serve(secure(expired())));
    words.put("misnamed", serve(secure(otherName())));
    words.put("refusing", closedPort());
    raw("plain-only", RawServer.answering("400 Bad Request"));
    raw("wants-login", RawServer.answering("407 Proxy Authentication Required"));
    raw("denies", RawServer.answering("403 Forbidden"));
    raw("hanging-up", RawServer.hangingUp());
    raw("resetting", RawServer.resetting());
  }

  /** Addresses and keys by the word that stands for them in a scenario, in braces. */
  Map<String, String> words() {
    return Map.copyOf(words);
  }

  private HeldCertificate.Builder certificate(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .addSubjectAlternativeName("127.0.0.1")
        .signedBy(authority);
  }

  private HeldCertificate expired() {
    return certificate("Lab Proxy")
        .validityInterval(
            Instant.parse("2023-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli())
        .build();
  }

  private HeldCertificate otherName() {
    return new HeldCertificate.Builder()
        .commonName("goproxy.example.com")
        .addSubjectAlternativeName("goproxy.example.com")
        .signedBy(authority)
        .build();
  }

  private static HttpsServer secure(HeldCertificate certificate) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext()));
    return server;
  }

  private String serve(HttpServer server) {
    server.createContext("/", proxy);
    server.setExecutor(threads);
    server.start();
    open.add(() -> server.stop(0));
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void raw(String word, RawServer server) {
    open.add(server);
    words.put(word, server.address());
  }

  /** A port that is taken, so that nobody else can, and at which nobody listens. */
  private String closedPort() throws IOException {
    var socket = new Socket();
    socket.bind(loopback());
    open.add(socket);
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable server : open) {
      server.close();
    }
    threads.shutdownNow();
  }
}
