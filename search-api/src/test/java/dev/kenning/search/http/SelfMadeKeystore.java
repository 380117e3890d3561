package dev.kenning.search.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Keystores as a person makes them, by the tool that comes with Java.
public final class SelfMadeKeystore {
  private SelfMadeKeystore() {}

  /// A PKCS #12 file with a key and a certificate signed by itself under each alias.
  public static Path make(Path file, String password, String... aliases)
      throws IOException, InterruptedException {
    for (String alias : aliases) {
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      alias,
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=code.example.org",
                      "-validity",
                      "2",
                      "-storetype",
                      "PKCS12",
                      "-keystore",
                      file.toString(),
                      "-storepass",
                      password))
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    }
    return file;
  }
}
