package dev.kenning.search.access;

import dev.kenning.search.access.Visibility.Everything;
import dev.kenning.search.access.Visibility.Only;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys of a data directory, in `keys.json`, which its owner alone can read: changed in one
/// step, by one process at a time, whether a server runs or not. Any number of threads.
///
/// Versions: 1, the first.
public final class KeyFile {
  private static final String FORMAT = "kenning-keys";
  private static final int VERSION = 1;
  private static final int MAX_KEYS = 1_000;
  private static final int MAX_BYTES = 4_000_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;

  private KeyFile(Path file) {
    this.file = file;
  }

  /// @param directory the data directory's folder
  public static KeyFile in(Path directory) {
    return new KeyFile(directory.resolve("keys.json"));
  }

  Path path() {
    return file;
  }

  /// A key that was just made, and the only sight of its secret there will ever be.
  public record Made(ApiKey key, KeySecret secret) {}

  /// Every key, oldest first; none where there is no file.
  ///
  /// @throws KeyFileUnusableException if there is one that cannot be read
  public List<ApiKey> keys() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new KeyFileUnusableException(file + " is too large to be a file of keys");
      }
      return read(JSON.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new KeyFileUnusableException(file + " cannot be read: " + e, e);
    } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
      throw new KeyFileUnusableException(
          "%s is no file of keys that this version can read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /// Makes a key.
  ///
  /// @throws IllegalArgumentException if the name is not well formed or taken, or there are too
  ///   many
  public Made create(String name, Set<Scope> scopes, Visibility visibility, Clock clock) {
    SecureRandom random = new SecureRandom();
    KeySecret secret = KeySecret.make(random);
    ApiKey key =
        new ApiKey(secret.id(), name, scopes, visibility, clock.instant(), secret.digest(random));
    change(keys -> {
      if (keys.stream().anyMatch(known -> known.name().equals(name))) {
        throw new IllegalArgumentException(
            "There is a key named %s already: revoke it first, or choose another name"
                .formatted(name));
      }
      if (keys.size() >= MAX_KEYS) {
        throw new IllegalArgumentException("There are %d keys already".formatted(MAX_KEYS));
      }
      List<ApiKey> more = new ArrayList<>(keys);
      more.add(key);
      return more;
    });
    return new Made(key, secret);
  }

  /// Takes a key away, by its name or its id: whoever holds it is a stranger from now on.
  ///
  /// @return false if there is none
  public boolean revoke(String nameOrId) {
    List<ApiKey> gone = new ArrayList<>();
    change(keys -> {
      keys.stream()
          .filter(key -> key.name().equals(nameOrId) || key.id().equals(nameOrId))
          .forEach(gone::add);
      return keys.stream().filter(key -> !gone.contains(key)).toList();
    });
    return !gone.isEmpty();
  }

  private void change(UnaryOperator<List<ApiKey>> change) {
    Path guard = file.resolveSibling("keys.lock");
    synchronized (KeyFile.class) { // a file lock holds against other processes only
      try (FileChannel channel =
              FileChannel.open(
                  guard,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  PrivateFiles.ownersAlone(guard));
          var _ = channel.lock()) {
        List<ApiKey> keys = keys();
        List<ApiKey> changed = change.apply(keys);
        if (!changed.equals(keys)) {
          PrivateFiles.write(file, JSON.writeValueAsBytes(wire(changed)));
        }
      } catch (IOException e) {
        throw new KeyFileUnusableException(file + " cannot be written: " + e, e);
      }
    }
  }

  private static ObjectNode wire(List<ApiKey> keys) {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
    ArrayNode array = root.putArray("keys");
    for (ApiKey key : keys) {
      ObjectNode node =
          array
              .addObject()
              .put("id", key.id())
              .put("name", key.name())
              .put("created", key.created().toString())
              .put("salt", key.digest().salt())
              .put("digest", key.digest().value());
      ArrayNode scopes = node.putArray("scopes");
      key.scopes().stream().map(Scope::word).sorted().forEach(scopes::add);
      switch (key.visibility()) {
        case Everything _ -> {}
        case Only(Set<String> repositories) -> {
          ArrayNode names = node.putArray("repositories");
          repositories.stream().sorted().forEach(names::add);
        }
      }
    }
    return root;
  }

  private static List<ApiKey> read(JsonNode root) {
    if (!root.path("format").asString("").equals(FORMAT)
        || root.path("version").asInt(0) != VERSION) {
      throw new IllegalArgumentException(
          "it does not begin with the format %s, version %d".formatted(FORMAT, VERSION));
    }
    return root.path("keys").valueStream().map(KeyFile::key).toList();
  }

  private static ApiKey key(JsonNode node) {
    return new ApiKey(
        node.path("id").asString(""),
        node.path("name").asString(""),
        node.path("scopes").valueStream().map(KeyFile::scope).collect(Collectors.toSet()),
        Optional.ofNullable(node.get("repositories"))
            .<Visibility>map(names ->
                new Only(
                    names.valueStream().map(name -> name.asString("")).collect(Collectors.toSet())))
            .orElseGet(Everything::new),
        Instant.parse(node.path("created").asString("")),
        new SecretDigest(node.path("salt").asString(""), node.path("digest").asString("")));
  }

  private static Scope scope(JsonNode word) {
    return Scope.ofWord(word.asString(""))
        .orElseThrow(() -> new IllegalArgumentException("there is no scope " + word));
  }
}
