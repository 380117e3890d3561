package dev.kenning.search.cli;

import dev.kenning.search.access.ApiKey;
import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.access.Visibility.Everything;
import dev.kenning.search.access.Visibility.Only;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.query.RepositoryNames;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who may ask a server.
@Command(
    name = "key",
    sortOptions = false,
    description = {
      "Make, list and revoke the keys that callers of a server need.",
      "Without any key, everybody on this machine is let in; from the first on, nobody without one",
      "is, except commands that can read the data directory. A running server notices at once."
    },
    footer = {
      "",
      "Examples:",
      "  kenning key create ci --scope search --scope write --repository shop",
      "  kenning key list",
      "  kenning key revoke ci",
      "",
      "Callers send it as: Authorization: Bearer KEY"
    })
final class KeyCommand implements Runnable {
  private final Terminal terminal;

  KeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new WrongCallException("key needs one of: create, list, revoke.");
  }

  @Command(
      name = "create",
      sortOptions = false,
      description = "Make a key, and print it: it is kept nowhere and cannot be shown again.")
  int create(
      @Parameters(paramLabel = "NAME", description = "What logs and lists call it.") String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              description = "search (default), write or admin; give it once for each.")
          @Nullable List<String> scopes,
      @Option(
              names = "--repository",
              paramLabel = "NAME",
              description =
                  "The repositories there are for its holder; give it once for each"
                      + " (default: all).")
          @Nullable List<String> repositories,
      @Option(names = "--json", description = "Print one JSON object.") boolean json,
      @Mixin DataOption data) {
    Set<Scope> allowed =
        scopes == null
            ? EnumSet.of(Scope.SEARCH)
            : scopes.stream().map(KeyCommand::scope).collect(Collectors.toSet());
    KeyFile.Made made;
    try {
      made = file(data).create(name, allowed, visibility(repositories), terminal.clock());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException(e.getMessage() + ".");
    }
    if (json) {
      Map<String, Object> wire = wire(made.key());
      wire.put("key", made.secret().text());
      terminal.out().println(WireFormat.text(wire));
    } else {
      terminal.out().println(made.secret().text());
      terminal.remark("kenning: this is the only time that the key is shown.");
    }
    return ExitStatus.DONE.code;
  }

  @Command(name = "list", description = "Show the keys there are, without their secrets.")
  int list(
      @Option(names = "--json", description = "Print one JSON object per key.") boolean json,
      @Mixin DataOption data) {
    List<ApiKey> keys = file(data).keys();
    for (ApiKey key : keys) {
      if (json) {
        terminal.out().println(WireFormat.text(wire(key)));
      } else {
        terminal
            .out()
            .printf(
                "%-20s kn_%s_…  %-20s %s, %s%n",
                key.name(),
                key.id(),
                String.join(" ", words(key.scopes())),
                spoken(key.visibility()),
                key.created());
      }
    }
    if (keys.isEmpty() && !json) {
      terminal.remark("kenning: there are no keys; everybody on this machine is let in.");
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "revoke",
      description = "Take a key away; whoever holds it is refused from now on.")
  int revoke(
      @Parameters(paramLabel = "NAME", description = "Its name, or its id.") String name,
      @Mixin DataOption data) {
    if (!file(data).revoke(name)) {
      throw new WrongCallException(
          "there is no key named '%s'; kenning key list shows them.".formatted(name));
    }
    terminal.out().println("revoked " + name);
    return ExitStatus.DONE.code;
  }

  private KeyFile file(DataOption data) {
    return KeyFile.in(data.open(terminal).root());
  }

  private static Scope scope(String word) {
    return Scope.ofWord(word)
        .orElseThrow(() ->
            new WrongCallException(
                "--scope must be search, write or admin, not '%s'.".formatted(word)));
  }

  private static Visibility visibility(@Nullable List<String> repositories) {
    if (repositories == null) {
      return new Everything();
    }
    for (String name : repositories) {
      if (!RepositoryNames.isWellFormed(name)) {
        throw new WrongCallException(
            "--repository needs %s, unlike '%s'.".formatted(RepositoryNames.EXPECTED, name));
      }
    }
    return new Only(Set.copyOf(repositories));
  }

  private static List<String> words(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).toList();
  }

  private static String spoken(Visibility visibility) {
    return switch (visibility) {
      case Everything _ -> "all repositories";
      case Only(Set<String> repositories) ->
          repositories.stream().sorted().collect(Collectors.joining(", "));
    };
  }

  private static Map<String, Object> wire(ApiKey key) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("id", key.id());
    wire.put("name", key.name());
    wire.put("scopes", words(key.scopes()));
    if (key.visibility() instanceof Only(Set<String> repositories)) {
      wire.put("repositories", repositories.stream().sorted().toList());
    }
    wire.put("created", key.created().toString());
    return wire;
  }
}
