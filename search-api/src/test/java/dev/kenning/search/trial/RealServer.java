package dev.kenning.search.trial;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The real `kenning serve` on the class path of the tests.
public final class RealServer {
  static final String MODEL = "bge-small-en-v1.5";

  private RealServer() {}

  /// The program, and the model that tests use.
  public static ServerCommand command(String... options) {
    List<String> program = new ArrayList<>();
    program.add(ProcessHandle.current().info().command().orElse("java"));
    program.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true"));
    Stream.of(options).forEach(program::add);
    program.addAll(List.of("-cp", classPath(), "dev.kenning.search.cli.Kenning"));
    return new ServerCommand(program, List.of("--model", MODEL));
  }

  /// Some runners of tests load them by a loader of their own.
  private static String classPath() {
    return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(url -> Path.of(URI.create(url.toString())).toString())
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }
}
