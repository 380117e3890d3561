package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.symbol.FileTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table of methods by owner, as text: a line each, `java.lang.Thread: sleep join`. `*` stands
/// for every method, `new` for constructors; an owner may be a package, `java.sql.*`. Subtypes of
/// an owner count as far as they are known.
final class KnownCalls {
  private final Map<String, Set<String>> ownersByMethod = new HashMap<>();
  private final Set<String> wholeOwners = new HashSet<>();
  private final List<String> wholePackages = new ArrayList<>();

  private KnownCalls() {}

  static KnownCalls of(String table) {
    KnownCalls known = new KnownCalls();
    table.lines().filter(line -> !line.isBlank()).forEach(known::add);
    return known;
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    String owner = line.substring(0, colon).strip();
    for (String method : line.substring(colon + 1).strip().split(" +")) {
      if (method.equals("*") && owner.endsWith(".*")) {
        wholePackages.add(owner.substring(0, owner.length() - 1));
      } else if (method.equals("*")) {
        wholeOwners.add(owner);
      } else {
        ownersByMethod.computeIfAbsent(method, _ -> new HashSet<>()).add(owner);
      }
    }
  }

  boolean has(Call call, FileTypes types) {
    if (!call.resolved() || call.form() == Call.Form.CONSTRUCTOR_CHAIN) {
      return false;
    }
    Set<String> owners = ownersByMethod.get(call.name());
    if (owners == null && wholeOwners.isEmpty() && wholePackages.isEmpty()) {
      return false;
    }
    for (String type : types.withSupertypes(call.owner().name())) {
      if ((owners != null && owners.contains(type)) || wholeOwners.contains(type)) {
        return true;
      }
    }
    return wholePackages.stream().anyMatch(call.owner().name()::startsWith);
  }
}
