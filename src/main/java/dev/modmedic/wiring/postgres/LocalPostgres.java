package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL run by this process in a data directory: durable, private, and brought back if it
 * dies. Safe for use by several threads.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
  private static final int ATTEMPTS = 3;

  private final Path directory;
  private final String version;
  private final DirectoryLock lock;
  private final Programs programs;
  private final Cluster cluster;
  private final Login login;
  private final Supervisor supervisor;

  private LocalPostgres(
      Path directory,
      String version,
      DirectoryLock lock,
      Programs programs,
      Cluster cluster,
      Login login,
      Postmaster postmaster) {
    this.directory = directory;
    this.version = version;
    this.lock = lock;
    this.programs = programs;
    this.cluster = cluster;
    this.login = login;
    this.supervisor = new Supervisor(postmaster, this::restart);
  }

  /** Starts PostgreSQL of this version in a directory, which is made if it does not exist. */
  public static LocalPostgres start(Path directory, String version) throws InterruptedException {
    if (Files.isRegularFile(directory)) {
      throw new LocalPostgresException(
          "MODMEDIC_DATA_DIR is %s, which is a file. Name a folder, which is made if there is none."
              .formatted(directory));
    }
    try {
      Files.createDirectories(directory, PasswordFile.ownerOnly(directory, "rwx------"));
      DirectoryLock lock = DirectoryLock.acquire(directory);
      try {
        return start(directory, version, lock);
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedException();
    } catch (IOException e) {
      throw Failures.explain(directory, e);
    }
  }

  private static LocalPostgres start(Path directory, String version, DirectoryLock lock)
      throws IOException, InterruptedException {
    Cluster cluster = new Cluster(directory.resolve("database"));
    Path passwordFile = directory.resolve("password");
    String password = PasswordFile.readOrCreate(passwordFile, cluster.exists());
    Programs programs = Programs.unpack(directory, version);
    if (cluster.exists()) {
      cluster.requireMajor(version);
      endOrphan(programs, cluster);
    } else {
      LOG.info("Creating a PostgreSQL {} database in {}", version, directory);
      cluster.create(programs, passwordFile);
    }
    Postmaster postmaster = startOnFreePort(programs, cluster, log(directory), password);
    Login login = new Login(postmaster.port(), password);
    try {
      login.createDatabase();
      return new LocalPostgres(directory, version, lock, programs, cluster, login, postmaster);
    } catch (IOException | RuntimeException | Error e) {
      Postmaster.stop(programs, cluster.directory());
      throw e;
    }
  }

  /** A service that was killed leaves its server running; what that one committed is kept. */
  private static void endOrphan(Programs programs, Cluster cluster)
      throws IOException, InterruptedException {
    Optional<PidFile> pidFile = PidFile.read(cluster.directory());
    if (pidFile.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> orphan = pidFile.get().server();
    if (orphan.isPresent()) {
      LOG.info("Stopping the PostgreSQL (process {}) that an earlier run left", orphan.get().pid());
      Postmaster.stop(programs, cluster.directory());
    } else {
      // We hold the lock, so nobody is starting one just now, and the number is another process's.
      Files.deleteIfExists(pidFile.get().file());
    }
  }

  /** Another program can take a free port before PostgreSQL does; then the next one is tried. */
  private static Postmaster startOnFreePort(
      Programs programs, Cluster cluster, Path log, String password)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      long logBefore = ServerLog.size(log);
      Postmaster postmaster =
          Postmaster.start(programs, cluster.directory(), Postmaster.freePort(), log);
      try {
        new Login(postmaster.port(), password).awaitReady(postmaster, log, logBefore);
        return postmaster;
      } catch (PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        if (postmaster.isAlive()) {
          Postmaster.stop(programs, cluster.directory());
        }
        throw e;
      }
    }
  }

  private Postmaster restart() throws IOException, InterruptedException {
    long logBefore = ServerLog.size(log(directory));
    Postmaster postmaster =
        Postmaster.start(programs, cluster.directory(), login.port(), log(directory));
    login.awaitReady(postmaster, log(directory), logBefore);
    return postmaster;
  }

  private static Path log(Path directory) {
    return directory.resolve("postgresql.log");
  }

  public String url() {
    return login.url(Login.DATABASE);
  }

  public String user() {
    return Login.USER;
  }

  public String password() {
    return login.password();
  }

  public String version() {
    return version;
  }

  public Path directory() {
    return directory;
  }

  /** Stops PostgreSQL after it has written everything; a second call does nothing. */
  @Override
  public void close() {
    if (!supervisor.close()) {
      return;
    }
    try {
      Postmaster.stop(programs, cluster.directory());
    } catch (IOException e) {
      LOG.warn("PostgreSQL in {} could not be stopped: {}", directory, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
    }
  }
}
