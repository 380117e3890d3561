// kinds: starts-threads
package sample;

import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class Threads {
  private ExecutorService workers;
  private CompletableFuture<String> future;

  void thread() {
    new Thread(this::run).start(); //> starts-threads:thread
    Thread.startVirtualThread(this::run); //> starts-threads:thread
    Thread.ofVirtual().start(this::run); //> starts-threads:thread
  }

  void pool() {
    workers = Executors.newFixedThreadPool(2); //> starts-threads:pool
    Timer timer = new Timer(); //> starts-threads:pool
  }

  void task() {
    workers.submit(this::run); //> starts-threads:task
    CompletableFuture.runAsync(this::run); //> starts-threads:task
    future.acceptEitherAsync(future, x -> {}); //> starts-threads:task
  }

  void taskByName() {
    eventExecutor.execute(this::run); //> starts-threads:task by-name
  }

  void byMoreNames() {
    acceptorThread.start(); //> starts-threads:thread by-name
    new RequestThread(this).start(); //> starts-threads:thread by-name
    pool = new VirtualThreadExecutor("a"); //> starts-threads:pool by-name
    pool = ThreadUtils.newSingleThreadExecutor("a"); //> starts-threads:pool by-name
  }

  void namesThatStartNone() {
    new ThreadPoolConfig();
    new StatementExecutor();
    stopwatch.start();
    acceptorThread.join();
    factory.newThread(this::run);
  }

  void parallel(List<String> names) {
    names.parallelStream().count(); //> starts-threads:parallel
  }

  Thread onlyMade() {
    return new Thread(this::run);
  }

  void notAPool() {
    statement.execute();
    form.submit();
    engine.start();
    workers.shutdown();
  }

  void run() {}

  void moreTasks() {
    timer.newTimeout(this::run, 3, SECONDS); //> starts-threads:task by-name
    channel.eventLoop().execute(this::run); //> starts-threads:task by-name
    scheduleOnce(this::run, 3, TimeUnit.SECONDS); //> starts-threads:task by-name
    schedule(this::run, 3, minutes);
    executor.execute();
    queryExecutor.execute(query);
  }
}
