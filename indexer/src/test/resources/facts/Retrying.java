// kinds: retries
package sample;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

class Retrying {
  String forever() {
    while (true) { //> retries
      try {
        return send();
      } catch (IOException e) {
        pause();
      }
    }
  }

  String counted(int most) throws IOException {
    for (int attempt = 1; ; attempt++) { //> retries
      try {
        return send();
      } catch (IOException e) {
        if (attempt == most) {
          throw e;
        }
      }
    }
  }

  void untilDone() {
    boolean done = false;
    int tries = 0;
    while (!done && tries < 3) { //> retries
      try {
        send();
        done = true;
      } catch (IOException e) {
        tries++;
      }
    }
  }

  String goesOnByContinue() {
    for (int i = 0; i < 5; i++) { //> retries
      String answer;
      try {
        answer = send();
      } catch (IOException e) {
        continue;
      }
      return answer;
    }
    return null;
  }

  String bySelf(int left) throws IOException {
    try {
      return send();
    } catch (IOException e) {
      if (left == 0) {
        throw e;
      }
      return bySelf(left - 1); //> retries
    }
  }

  @Retryable //> retries
  void annotated() {}

  void eachItem(List<String> all) {
    for (String one : all) {
      try {
        send();
      } catch (IOException e) {
        pause();
      }
    }
  }

  void nextItem(Iterator<String> all) {
    while (all.hasNext()) {
      try {
        all.next().strip();
        break;
      } catch (IllegalStateException e) {
        pause();
      }
    }
  }

  String alternatives(String[] hosts) {
    for (int i = 0; i < hosts.length; i++) {
      try {
        return send(hosts[i]);
      } catch (IOException e) {
        pause();
      }
    }
    return null;
  }

  void givesUp() {
    while (true) {
      try {
        send();
      } catch (IOException e) {
        return;
      }
    }
  }

  void serverLoop() {
    while (true) {
      try {
        send();
      } catch (IOException e) {
        pause();
      }
    }
  }

  void waitsOn(Object lock) {
    while (true) {
      try {
        lock.wait();
        return;
      } catch (InterruptedException e) {
        pause();
      }
    }
  }

  String otherWay(String host) {
    try {
      return send(host);
    } catch (IOException e) {
      return otherWay("localhost");
    }
  }

  private String send() throws IOException {
    return "";
  }

  private String send(String host) throws IOException {
    return host;
  }

  private void pause() {}

  boolean countedWithoutException(int maxRetries) {
    for (int retry = 0; retry < maxRetries; retry++) { //> retries by-name
      if (trySend()) {
        return true;
      }
    }
    return false;
  }

  void untilGiven() throws IOException {
    Object lock;
    int retries = 0;
    while ((lock = tryLock()) == null) { //> retries by-name
      if (retries++ > 3) {
        throw new IOException();
      }
    }
  }

  void byNames(Work work) {
    retry(work); //> retries by-name
    caller.callWithRetries(work, 3); //> retries by-name
    retryPolicy(work);
    client.setCallIdAndRetryCount(3, 4);
  }

  void refresh() {
    try {
      send();
    } catch (IOException e) {
      timer.schedule(this::refresh, 5); //> retries by-name
    }
  }

  java.lang.reflect.Field climbs(Class<?> type, String name) {
    Class<?> at = type;
    while (at != null) {
      try {
        return at.getDeclaredField(name);
      } catch (NoSuchFieldException e) {
        at = at.getSuperclass();
      }
    }
    return null;
  }

  boolean probes(int cell) {
    for (int attempt = 0; attempt < 100; attempt++) {
      if (tryCell(cell + attempt, name)) {
        return true;
      }
    }
    return false;
  }

  void notAgain(int attemptsLeft) {
    while (more() && attemptsLeft-- > 0) {
      page();
    }
  }

  void again(Message message) {
    boolean tryAgain = true;
    do { //> retries by-name
      tryAgain = message.submit();
    } while (tryAgain);
  }

  int closer(int value) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      int result = step(value);
      if (result == value) {
        return result;
      }
      value = result;
    }
    return 0;
  }

  String nextHost(Hosts hosts) {
    Host host = hosts.first();
    while (host != null) {
      try {
        return host.send();
      } catch (IOException e) {
        host = hosts.nextHost();
      }
    }
    return null;
  }

  int untilEnd(java.io.InputStream in) {
    int read;
    do {
      try {
        read = in.read();
      } catch (java.io.EOFException e) {
        read = -1;
      } catch (IOException e) {
        throwAsUnchecked(e);
      }
    } while (read >= 0);
    return read;
  }

  int untilWhole(java.io.InputStream in) {
    int read = -1;
    do { //> retries
      try {
        read = in.read();
      } catch (IOException e) {
        read = -1;
      }
    } while (read < 0);
    return read;
  }

  java.lang.reflect.Method above(Class<?> type, String name) throws NoSuchMethodException {
    try {
      return type.getDeclaredMethod(name);
    } catch (NoSuchMethodException e) {
      return above(type.getSuperclass(), name);
    }
  }

  boolean retryRequest(Exception failure, int count) {
    boolean retry = policy.retryRequest(failure, count);
    return retry && super.retryRequest(failure, count);
  }

  private String path;

  java.io.InputStream otherPath() {
    do {
      try {
        return open(path);
      } catch (IOException e) {
        if (path.equals(MAIN_PATH)) {
          path = OTHER_PATH;
          continue;
        }
      }
      break;
    } while (true);
    return null;
  }

  Session otherSession(String key) {
    long hash = hashOf(key);
    Session found = at(hash);
    int tries = 0;
    while (found == null && tries++ < MAX_TRIES) {
      hash = nextHash(hash, key, tries);
      found = at(hash);
    }
    return found;
  }

  Session sameSession(String key) {
    Session found = at(key);
    int tries = 0;
    while (found == null && tries++ < MAX_TRIES) { //> retries by-name
      found = at(key);
    }
    return found;
  }

  void worker() {
    while (true) {
      try {
        Runnable task = fromSomewhere();
        if (task == null) {
          return;
        }
        task.run();
      } catch (RuntimeException e) {
        log(e);
      }
    }
  }

  void untilTaken() {
    while (true) { //> retries
      try {
        Runnable task = fromSomewhere();
        if (task == null) {
          pause();
        }
        task.run();
        return;
      } catch (RuntimeException e) {
        log(e);
      }
    }
  }

  String freeName(java.util.Random random) {
    for (int attempt = 0; attempt < 100; attempt++) {
      String name = "a" + random.nextInt();
      if (isFree(name)) {
        return name;
      }
    }
    return null;
  }

  boolean withJitter(java.util.Random random) throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) { //> retries by-name
      if (trySend()) {
        return true;
      }
      Thread.sleep(random.nextInt(100));
    }
    return false;
  }

  Retrying() {
    retry();
  }

  boolean sameRetry(Event other) {
    return java.util.Objects.equals(event, other.retry());
  }

  void tellsOfRetries(Request request) throws IOException {
    if (client.isStartedWithRetryOptions()) {
      RetryDecision.retry(request);
    }
    if (!handler.doRetry(request)) {
      throw new IOException();
    }
    RetrySupport.retry(request); //> retries by-name
    if (!sendWithRetries(request)) { //> retries by-name
      throw new IOException();
    }
  }

  void countedUp(Upload upload, int retryIndex, int index) {
    asyncRetryUpload(upload, retryIndex + 1); //> retries by-name
    retryDelayOf(upload, index + 1);
  }

  int freePort(java.util.Random random) {
    for (int i = 0; i < 100; i++) {
      int port = random.nextInt(100);
      try {
        bind(port);
        return port;
      } catch (IOException e) {
        continue;
      }
    }
    return 0;
  }

  void onException(Work work) {
    retryOnException(work); //> retries by-name
    retryException(work);
  }
}
