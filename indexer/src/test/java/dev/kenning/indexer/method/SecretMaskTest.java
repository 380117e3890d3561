package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tokens here are made up; their fixed marks are joined at run time, so that this file holds
/// none.
class SecretMaskTest {
  private static final String DIGITS_AND_LETTERS = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AK~IAQ7RST2UVWX3YZ456",
        "gh~p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "github~_pat_11ABCDEFG0a1B2c3D4e5F6_g7H8i9J0k1L2m3N4o5P6",
        "gl~pat-a1B2c3D4e5F6g7H8i9J0",
        "xo~xb-123456789012-a1B2c3D4e5F6",
        "AI~zaa1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R",
        "sk~_live_a1B2c3D4e5F6g7H8i9J0",
        "np~m_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "ey~JhbGciOiJIUzI1NiJ9.ey~JzdWIiOiIxMjM0NSJ9.a1B2c3D4e5F6g7H8i9J0",
      })
  void tokensOfKnownShapesAreMaskedWhereverTheyStand(String marked) {
    String token = marked.replace("~", "");
    String secretPart = token.substring(token.length() - 10);
    assertThat(SecretMask.mask("String t = \"" + token + "\";"))
        .doesNotContain(secretPart)
        .contains(SecretMask.MASK + "\";");
    assertThat(SecretMask.mask("// use " + token + " here"))
        .doesNotContain(secretPart)
        .endsWith(" here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String password = \"hunter2\";",
        "private static final String DB_PASSWORD = \"s3cr3t!x\";",
        "config.put(\"password\", \"hunter2\");",
        "String json = \"{\\\"password\\\": \\\"hunter2\\\"}\";",
        "connection.setPassword(\"hunter2\");",
        "builder.password(\"hunter2\");",
        "String pwd=\"hunter2\";",
        "apiKey = \"a1b2c3d4e5f6a7b8\";",
        "client.secret = \"a1b2c3d4e5f6a7b8\";",
        "String url = \"jdbc:postgresql://shop:hunter2@db.example.com/shop\";",
      })
  void valuesGivenToPasswordsAndSecretsAreMasked(String code) {
    assertThat(SecretMask.mask(code))
        .contains(SecretMask.MASK)
        .doesNotContain("hunter2", "s3cr3t", "a1b2c3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String PASSWORD = \"db.password\";",
        "String PASSWORD_HEADER = \"X-Password\";",
        "String password = System.getenv(\"SHOP\");",
        "String password = \"\";",
        "String password = \"${shop.db}\";",
        "String password = \"********\";",
        "String password = \"spring.datasource.hikari\";",
        "String secret = \"production\";",
        "String token = \"identifier\";",
        "String apiKey = \"X-Api-Key\";",
        "if (password == null) { fail(\"missing\"); }",
        "Label label = new Label(\"Password\", 16);",
        "user.getPassword(\"alias\");",
        "String pwd = \"/home/shop\";",
        "String url = \"https://example.com:8080/a@b\";",
        "String url = \"http://user:password@example.com\";",
        "int task_length = sk_liveness(AKIA);",
        "String hash = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\";",
        "String begin = \"-----BEGIN CERTIFICATE-----MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0B\";",
        "String header = \"-----BEGIN PRIVATE KEY-----\"; int parseHeaderOfThePrivateKeyFile;",
      })
  void namesPlaceholdersAndPlainWordsStay(String code) {
    assertThat(SecretMask.mask(code).replace("OfThePrivateKeyFile", ""))
        .isEqualTo(code.replace("OfThePrivateKeyFile", ""));
  }

  @Test
  void privateKeysLoseTheirBodyAndKeepTheirLines() {
    String key =
        """
        // -----BEGIN RSA PRIVATE KEY-----
        // MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgHcTz6sE2I2yPB
        // aNPa4nGzZ7c9pZ8b1WLqqOZ1XkNq7d0yY9mEhgTqEoZdV7y8v1y1Kx1h8v8w==
        // -----END RSA PRIVATE KEY-----
        int untouchedIdentifierOfSomeLength = 1;
        """;
    String masked = SecretMask.mask(key);
    assertThat(masked.lines().count()).isEqualTo(key.lines().count());
    assertThat(masked)
        .doesNotContain("MIIE", "aNPa4")
        .contains("BEGIN RSA PRIVATE KEY", "int untouchedIdentifierOfSomeLength = 1;");
  }

  @Test
  void nothingOfTheUnitShowsTheSecret() {
    String secret = "gh" + "p_" + DIGITS_AND_LETTERS;
    String source =
        """
        class A {
          /** Logs in with SECRET. */
          void login() {
            // SECRET
            client.use("SECRET", "SECRET" + 'x');
            String password = "hunter2";
          }
        }
        """
            .replace("SECRET", secret);
    MethodUnit unit =
        new MethodExtractor().extract(new FileKey("shop", "A.java"), source).methods().getFirst();
    assertThat(unit.toString())
        .doesNotContain(DIGITS_AND_LETTERS, "hunter2")
        .contains("ghp_MASKED");
    assertThat(unit.span().endLine()).isEqualTo(7);
  }

  @Test
  void timeIsLinearInTheText() {
    String[] floods = {
      "password".repeat(100_000),
      "\"password\" , \"".repeat(60_000),
      "-----BEGIN PRIVATE KEY-----".repeat(40_000),
      "://a:".repeat(200_000),
      "-----BEGIN ".repeat(100_000) + "PRIVATE KEY-----",
      "eyJ" + "a".repeat(1_000_000),
      "eyJaaaaaaaaaa.".repeat(70_000),
      "sk-" + "a-".repeat(500_000),
      "A".repeat(1_000_000),
      "password" + " ".repeat(1_000_000),
    };
    for (String flood : floods) {
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> SecretMask.mask(flood));
    }
  }
}
