package dev.kenning.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.http.SelfMadeKeystore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server that speaks TLS by a certificate that nobody signed, and the command line beside
/// it.
final class EncryptedServerIT {
  @TempDir Path folder;

  @Test
  void commandsKnowTheServerOfTheirDirectoryByTheCertificateItLeft() throws Exception {
    Path keystore = SelfMadeKeystore.make(folder.resolve("k.p12"), "a pass phrase", "kenning");
    Path password = Files.writeString(folder.resolve("password"), "a pass phrase\n");
    Path data = folder.resolve("data");
    try (ServerProcess server =
        ServerProcess.start(
            RealServer.command(),
            data,
            "--tls-keystore",
            keystore.toString(),
            "--tls-password-file",
            password.toString())) {
      URI address = server.awaitReady();
      assertThat(address.getScheme()).isEqualTo("https");
      assertThat(data.resolve("server.crt")).isRegularFile();

      String told = run(0, "status", "--json", "--data", data.toString());
      assertThat(told).contains("\"methods\"");
      assertThat(ProcessHandle.of(server.pid()).orElseThrow().info().commandLine().orElse(""))
          .doesNotContain("pass phrase");

      // another server's certificate in its place: whoever answers is not trusted
      Path other = SelfMadeKeystore.make(folder.resolve("o.p12"), "a pass phrase", "kenning");
      Files.writeString(data.resolve("server.crt"), certificate(other), StandardCharsets.US_ASCII);
      assertThat(run(1, "compact", "--data", data.toString())).contains("does not answer");

      assertThat(server.stop()).isPresent();
      assertThat(data.resolve("server.crt")).doesNotExist();
    }
  }

  private static String certificate(Path keystore) throws Exception {
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), "a pass phrase".toCharArray());
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getCertificate("kenning").getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static String run(int status, String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(RealServer.command().run(List.of(arguments)))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }
}
