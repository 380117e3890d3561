package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.FileTypes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `logs`: calls of a level's method, or of `log`, on a logger of a known library; by name, on what
/// is called log or logger.
///
/// Asking whether a level is on is no logging. Misses loggers under other names.
final class LogRule implements FactRule {
  private static final Set<String> LOGGERS =
      Set.of(
          "java.util.logging.Logger",
          "java.lang.System.Logger",
          "org.slf4j.Logger",
          "org.apache.logging.log4j.Logger",
          "org.apache.log4j.Logger",
          "org.apache.log4j.Category",
          "org.apache.commons.logging.Log",
          "org.jboss.logging.Logger",
          "ch.qos.logback.classic.Logger",
          "com.google.common.flogger.FluentLogger",
          "org.tinylog.Logger",
          "android.util.Log",
          "io.netty.util.internal.logging.InternalLogger",
          "io.vertx.core.logging.Logger",
          "org.eclipse.jetty.util.log.Logger");

  private static final Map<String, String> LEVELS =
      Map.ofEntries(
          Map.entry("trace", "trace"),
          Map.entry("tracef", "trace"),
          Map.entry("finest", "trace"),
          Map.entry("finer", "trace"),
          Map.entry("entering", "trace"),
          Map.entry("exiting", "trace"),
          Map.entry("throwing", "trace"),
          Map.entry("debug", "debug"),
          Map.entry("debugf", "debug"),
          Map.entry("fine", "debug"),
          Map.entry("info", "info"),
          Map.entry("infof", "info"),
          Map.entry("config", "info"),
          Map.entry("warn", "warn"),
          Map.entry("warnf", "warn"),
          Map.entry("warning", "warn"),
          Map.entry("error", "error"),
          Map.entry("errorf", "error"),
          Map.entry("severe", "error"),
          Map.entry("fatal", "error"),
          Map.entry("log", ""),
          Map.entry("logp", ""),
          Map.entry("logrb", ""));

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (isLogging(call, method.types())) {
        facts.add(
            FactKind.LOGS,
            level(call),
            call.resolved() ? Resolution.RESOLVED : Resolution.BY_NAME,
            call.place());
      }
    }
  }

  static boolean isLogging(Call call, FileTypes types) {
    if (!LEVELS.containsKey(call.name()) || call.onSelf() || call.receiver().isEmpty()) {
      return false;
    }
    if (LOGGERS.contains(call.owner().name())) {
      return true;
    }
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java.");
    if (ofJdk) {
      return types.isSubtype(call.owner(), "java.util.logging.Logger")
          || types.isSubtype(call.owner(), "java.lang.System.Logger");
    }
    String receiver = LockRule.lastName(call.receiver()).toLowerCase(Locale.ROOT);
    String type = call.owner().simpleName();
    boolean named =
        receiver.equals("log")
            || receiver.equals("_log")
            || receiver.equals("getlog")
            || receiver.endsWith("logger");
    return named || type.endsWith("Logger") || type.equals("Log");
  }

  private static String level(Call call) {
    String level = LEVELS.getOrDefault(call.name(), "");
    if (!level.isEmpty()) {
      return level;
    }
    Optional<Expression> first = call.argument(0);
    String named = LockRule.lastName(first).toLowerCase(Locale.ROOT);
    return LEVELS.getOrDefault(named, "");
  }
}
