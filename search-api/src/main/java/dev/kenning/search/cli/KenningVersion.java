package dev.kenning.search.cli;

import picocli.CommandLine.IVersionProvider;

/// The version the jar was built as, and the JVM it runs on.
final class KenningVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "kenning " + ofBuild(),
      "Java %s (%s), %s %s"
          .formatted(
              Runtime.version(),
              System.getProperty("java.vm.name", "unknown JVM"),
              System.getProperty("os.name", ""),
              System.getProperty("os.arch", ""))
    };
  }

  static String ofBuild() {
    String version = Kenning.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
