package dev.modmedic.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link Vantage} in a network of its own, as the test commands it. */
final class VantageProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;
  private final String address;
  private final boolean apart;
  private final String dnsPort;
  private Path agentOutput = Path.of("none");

  private VantageProcess(String name, Process process, String address, boolean apart)
      throws IOException {
    this.name = name;
    this.process = process;
    this.address = address;
    this.apart = apart;
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    dnsPort = answer();
  }

  static VantageProcess start(String name, List<String> command, String address, boolean apart)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    return new VantageProcess(
        name, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start(), address, apart);
  }

  String name() {
    return name;
  }

  /** Lets a host of this network be a server elsewhere, behind faults. */
  void serve(String host, int port, String upstream, String... faults) throws IOException {
    tell("listen", host, address + ":" + port, upstream, String.join("\t", faults));
    tell("name", host, address);
  }

  /** Lets the name server say nothing when it is asked for a host. */
  void silence(String host) throws IOException {
    tell("name", host, "silence");
  }

  /** Lets the name server know nothing of a host. */
  void forget(String host) throws IOException {
    tell("name", host, "nothing");
  }

  /** These faults and no others from now on, and no connection lives on. */
  void faults(String host, String... faults) throws IOException {
    tell("faults", host, String.join("\t", faults));
  }

  /** Starts the agent; the server is reached through a relay on its own loopback. */
  void startAgent(String server, Map<String, String> settings) throws IOException {
    int port = Networks.freePort();
    tell("listen", "server", "127.0.0.1:" + port, server);
    Map<String, String> all = new HashMap<>(settings);
    all.put("MODMEDIC_AGENT_SERVER", "http://127.0.0.1:" + port);
    if (!apart) {
      all.put("JDK_JAVA_OPTIONS", "-Ddns.server=127.0.0.1:" + dnsPort);
    }
    agentSettings = Map.copyOf(all);
    restartAgent();
  }

  private Map<String, String> agentSettings = Map.of();

  void restartAgent() throws IOException {
    List<String> words = new ArrayList<>(List.of("agent"));
    agentSettings.forEach((setting, value) -> words.add(setting + "=" + value));
    agentOutput = Path.of(tell(words.toArray(String[]::new)));
  }

  /** As {@code kill -9} does. */
  void killAgent() throws IOException {
    tell("kill");
  }

  /** What the agent that runs now has printed. */
  String agentPrinted() {
    try {
      return Files.readString(agentOutput);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String tell(String... words) throws IOException {
    orders.println(String.join("\t", words).strip());
    return answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null || !line.startsWith("ok")) {
      throw new AssertionError("the network " + name + " ended: " + line);
    }
    return line.substring(2).strip();
  }

  /** Ends the agent as an init system does, and then the network. */
  @Override
  public void close() throws InterruptedException {
    orders.close();
    process.waitFor();
  }
}
