// kinds: caches
package sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

class Caching {
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, AtomicLong> counts = new HashMap<>();
  private final Map<String, Integer> tallies = new HashMap<>();
  private String parsed;
  private String parsedKey;
  private List<String> names;
  private final ThreadLocal<String> local = new ThreadLocal<>();
  private final ThreadLocal<String> other = new ThreadLocal<>();

  String lazy() {
    if (parsed == null) {
      parsed = work("a"); //> caches
    }
    return parsed;
  }

  String lazyByVariable() {
    String found = parsed;
    if (found == null) {
      found = work("a");
      parsed = found; //> caches
    }
    return found;
  }

  String computed(String key) {
    return answers.computeIfAbsent(key, this::work); //> caches
  }

  String byHand(String key) {
    String answer = answers.get(key); //> caches
    if (answer == null) {
      answer = work(key);
      answers.put(key, answer);
    }
    return answer;
  }

  String named(String key) {
    return pageCache.get(key); //> caches by-name
  }

  String givenBackEarly(String key) {
    if (parsed != null && key.equals(parsedKey)) {
      return parsed;
    }
    parsedKey = key;
    parsed = work(key); //> caches
    return parsed;
  }

  List<String> wrapped() {
    if (names == null) {
      names = new ArrayList<>(); //> caches
    }
    return java.util.Collections.unmodifiableList(names);
  }

  String fetchedAhead() {
    if (parsed == null) {
      parsed = work("a");
    }
    String next = parsed;
    parsed = null;
    return next;
  }

  String exchangedInMap(String key, String value) {
    String before = answers.get(key);
    answers.put(key, value);
    return before;
  }

  String replaced(String key) {
    if (key == null) {
      return parsed;
    }
    parsed = key;
    return parsed;
  }

  String held() {
    String found = local.get();
    if (found == null) {
      found = work("a");
      local.set(found); //> caches
    }
    return found;
  }

  String exchanged(String next) {
    String before = local.get();
    other.set(next);
    return before;
  }

  void grouped(String key) {
    groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(key);
    counts.computeIfAbsent(key, _ -> new AtomicLong()).incrementAndGet();
  }

  boolean registered(String key) {
    if (answers.get(key) != null) {
      return false;
    }
    answers.put(key, key);
    return true;
  }

  void counted(String key) {
    tallies.put(key, tallies.get(key) + 1);
  }

  String local(String key) {
    Map<String, String> all = new HashMap<>();
    return all.computeIfAbsent(key, this::work);
  }

  void started() {
    if (parsed == null) {
      parsed = "a";
    }
  }

  private String work(String key) {
    return key;
  }

  void onlyAsked(String key) {
    if (pageCache.get(key) != null) {
      started();
    }
  }

  void onlyPut(String key) {
    pageCache.put(key, work(key));
  }

  String putAndGiven(String key) {
    String made = work(key);
    pageCache.put(key, made); //> caches by-name
    return made;
  }

  private final Map<String, java.lang.ref.WeakReference<String>> held = new HashMap<>();

  String behindAReference(String key) {
    var reference = held.get(key); //> caches
    String found = reference == null ? null : reference.get();
    if (found == null) {
      found = work(key);
      held.put(key, new java.lang.ref.WeakReference<>(found));
    }
    return found;
  }

  private List<String> listeners;

  boolean register(String listener) {
    if (listeners == null) {
      listeners = new ArrayList<>();
    }
    return listeners.add(listener);
  }

  private String[] frames;

  String frameAt(int index) {
    if (frames == null) {
      frames = work("a").split(","); //> caches
    }
    return frames[index];
  }

  private boolean computed;
  private int hash;

  int throughHelper() {
    if (!computed) {
      compute(); //> caches
    }
    return hash;
  }

  int throughOther() {
    if (!computed) {
      started();
    }
    return hash;
  }

  private void compute() {
    hash = work("a").length();
    computed = true;
  }

  private final Map<String, Map<String, String>> byType = new HashMap<>();
  private final Map<String, List<String>> listCache = new HashMap<>();
  private final Map<String, String> valueCache = new HashMap<>();

  String inGroup(String type, String key) {
    return byType
        .computeIfAbsent(type, _ -> new HashMap<>())
        .computeIfAbsent(key, this::work); //> caches
  }

  void groupCalledCache(String key) {
    listCache.computeIfAbsent(key, _ -> new ArrayList<>()).add(key);
  }

  String onlyFound(String key) {
    return valueCache.get(key);
  }

  String foundOrMade(String key) {
    String found = valueCache.get(key); //> caches by-name
    return found == null ? work(key) : found;
  }

  private final ThreadLocal<java.lang.ref.SoftReference<String>> softly = new ThreadLocal<>();

  String heldSoftly() {
    java.lang.ref.SoftReference<String> reference = softly.get();
    String found = reference == null ? null : reference.get();
    if (found == null) {
      found = work("a");
      softly.set(new java.lang.ref.SoftReference<>(found)); //> caches
    }
    return found;
  }

  private String spec;

  String visit(String query) {
    if (spec == null) {
      spec = work(query);
    }
    return query;
  }

  String visited() {
    String made = work("a");
    if (spec == null) {
      spec = made; //> caches
    }
    return made;
  }

  private final Map<String, java.util.Set<String>> keySets = new HashMap<>();

  boolean groupedByFactory(String key) {
    java.util.Set<String> set =
        keySets.computeIfAbsent(key, _ -> java.util.concurrent.ConcurrentHashMap.newKeySet());
    return set.add(key);
  }
}
