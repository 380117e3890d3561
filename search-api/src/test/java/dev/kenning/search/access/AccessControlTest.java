package dev.kenning.search.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.search.access.Authentication.Known;
import dev.kenning.search.access.Authentication.Unknown;
import dev.kenning.search.access.Visibility.Everything;
import dev.kenning.search.access.Visibility.Only;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessControlTest {
  @TempDir Path folder;
  private KeyFile file;

  @BeforeEach
  void file() {
    file = KeyFile.in(folder);
  }

  private KeyFile.Made make(String name) {
    return file.create(name, EnumSet.of(Scope.SEARCH), new Everything(), Clock.systemUTC());
  }

  private static Optional<Caller> who(AccessControl access, String presented) {
    return switch (access.authenticate(
        Optional.of(presented).filter(text -> !text.isEmpty()), "127.0.0.1", true)) {
      case Known(Caller caller) -> Optional.of(caller);
      case Unknown _ -> Optional.empty();
    };
  }

  @Test
  void keyIsKeptWithoutItsSecretAndForTheOwnersEyes() throws IOException {
    KeyFile.Made made =
        file.create(
            "ci",
            EnumSet.of(Scope.SEARCH, Scope.WRITE),
            new Only(Set.of("shop", "bank")),
            Clock.systemUTC());
    Path kept = folder.resolve("keys.json");
    assertThat(Files.readString(kept)).doesNotContain(made.secret().secret());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(file.keys()).containsExactly(made.key());
    assertThat(made.secret().text()).matches("kn_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
    assertThat(made.secret()).asString().doesNotContain(made.secret().secret());
  }

  @Test
  void withoutKeysEverybodyHereIsLetInAndCounted() {
    AccessControl access = AccessControl.by(file, Optional.empty());
    assertThat(access.needsKeys()).isFalse();
    assertThat(who(access, "")).contains(Caller.LOCAL);
    assertThat(access.authenticate(Optional.empty(), "192.0.2.7", false))
        .isEqualTo(new Known(Caller.at("192.0.2.7")));
    assertThat(Caller.at("192.0.2.7").trusted()).isFalse();
  }

  @Test
  void keyMadeAndRevokedCountsFromTheNextRequestOn() {
    AccessControl access = AccessControl.by(file, Optional.empty());
    KeyFile.Made first = make("first");
    assertThat(who(access, "")).isEmpty();
    assertThat(who(access, first.secret().text())).map(Caller::name).contains("key:first");
    KeyFile.Made second = make("second");
    assertThat(who(access, second.secret().text())).isPresent();
    assertThat(file.revoke("first")).isTrue();
    assertThat(who(access, first.secret().text())).isEmpty();
    assertThat(who(access, second.secret().text())).isPresent();
  }

  @Test
  void lastKeyRevokedOpensNoDoor() throws IOException {
    AccessControl access = AccessControl.by(file, Optional.empty());
    KeyFile.Made only = make("only");
    assertThat(who(access, "")).isEmpty();
    assertThat(file.revoke(only.key().id())).isTrue();
    assertThat(who(access, "")).isEmpty();
    Files.delete(folder.resolve("keys.json"));
    assertThat(who(access, "")).isEmpty();
  }

  @Test
  void fileThatBreaksLeavesTheKeysKnownSoFarAndLetsNobodyElseIn() throws IOException {
    KeyFile.Made known = make("known");
    AccessControl access = AccessControl.by(file, Optional.empty());
    Files.writeString(folder.resolve("keys.json"), "{\"format\": \"nonsense\"}");
    assertThat(who(access, known.secret().text())).isPresent();
    assertThat(who(access, "")).isEmpty();
    assertThatThrownBy(() -> file.keys())
        .isInstanceOf(KeyFileUnusableException.class)
        .hasMessageContaining("keys.json");
    assertThat(who(AccessControl.by(file, Optional.empty()), "")).isEmpty();
  }

  @Test
  void secretThatIsNearlyRightIsAStrangers() {
    KeyFile.Made made = make("ci");
    AccessControl access = AccessControl.by(file, Optional.empty());
    String right = made.secret().text();
    char last = right.charAt(right.length() - 1);
    assertThat(who(access, right.substring(0, right.length() - 1) + (last == 'A' ? 'B' : 'A')))
        .isEmpty();
    assertThat(who(access, right + "A")).isEmpty();
    assertThat(who(access, right.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(who(access, "kn_000000000000_" + made.secret().secret())).isEmpty();
    assertThat(who(access, made.key().digest().value())).isEmpty();
  }

  @Test
  void ownerNeedsNoKeyForAsLongAsTheServerRuns() throws IOException {
    make("ci");
    OwnerToken owner = OwnerToken.make(folder);
    AccessControl access = AccessControl.by(file, Optional.of(owner));
    String token = OwnerToken.read(folder).orElseThrow();
    assertThat(who(access, token)).contains(Caller.OWNER);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("owner.token"))))
        .isEqualTo("rw-------");
    owner.close();
    assertThat(OwnerToken.read(folder)).isEmpty();
    assertThat(who(access, token.substring(1))).isEmpty();
  }

  @Test
  void namesAreWellFormedAndTakenOnce() {
    make("ci");
    assertThatThrownBy(() -> make("ci"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already");
    assertThatThrownBy(() -> make("c i"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'c i'");
    assertThat(file.revoke("nobody")).isFalse();
  }
}
