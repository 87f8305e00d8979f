package dev.modmedic.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data directory of a service, seen from outside. */
record DataFolder(Path path) {
  Map<String, String> settings() {
    return Map.of("MODMEDIC_DATA_DIR", path.toString());
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).orElseThrow();
  }

  boolean hasPidFile() {
    return Files.exists(path.resolve("database/postmaster.pid"));
  }

  String url() throws IOException {
    return "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/modmedic";
  }

  /** The first column of what a query returns to this user. */
  List<String> query(String user, String sql) throws IOException, SQLException {
    try (Connection connection = connect(user);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(rows.getString(1));
      }
      return List.copyOf(column);
    }
  }

  void execute(String sql) throws IOException, SQLException {
    try (Connection connection = connect("modmedic");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String user) throws IOException, SQLException {
    return DriverManager.getConnection(url(), user, Files.readString(passwordFile()).strip());
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(path.resolve("database/postmaster.pid"));
  }
}
