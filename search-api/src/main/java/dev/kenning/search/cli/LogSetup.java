package dev.kenning.search.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is logged, and where to: warnings, on standard error. Found by Logback as a service,
/// because reading a file of settings would cost every start a tenth of a second. `KENNING_LOG`
/// (`info`, `debug`, `trace`) shows more; `KENNING_LOG_FORMAT=json` makes each line one JSON
/// object.
public final class LogSetup extends ContextAwareBase implements Configurator {
  /// Lucene logs through `java.util.logging`; held here, since that framework forgets loggers that
  /// nobody holds, and their levels with them.
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger("org.apache.lucene");

  /// Loggers that warn of what is no trouble here: the absence of a GPU, and settings we chose.
  private static final Map<String, Level> QUIET =
      Map.of(
          "ai.djl.util.cuda.CudaUtils", Level.ERROR,
          "ai.djl.pytorch.engine.PtEngine", Level.ERROR,
          "org.eclipse.jetty", Level.WARN,
          "io.javalin", Level.WARN,
          // What it cannot do reaches the user as the ledger's or the cache's failure.
          "org.sqlite.SQLiteJDBCLoader", Level.OFF);

  /// Said before the exception that a command turns into its own words.
  private static final String JAVALIN_DID_NOT_START = "Failed to start Javalin";

  /// Called by Logback.
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Optional<String> wanted = Optional.ofNullable(System.getenv("KENNING_LOG"));
    Level level = Level.toLevel(wanted.orElse("warn").toUpperCase(Locale.ROOT), Level.WARN);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(standardError(context));
    if (wanted.isEmpty()) {
      QUIET.forEach((name, quiet) -> context.getLogger(name).setLevel(quiet));
    }
    prepare();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> lines(LoggerContext context) {
    if ("json".equals(System.getenv("KENNING_LOG_FORMAT"))) {
      JsonEncoder json = new JsonEncoder();
      json.setContext(context);
      json.setWithSequenceNumber(false);
      json.setWithNanoseconds(false);
      json.setWithContext(false);
      json.setWithMDC(false);
      json.setWithArguments(false);
      json.setWithMessage(false);
      json.setWithFormattedMessage(true);
      json.start();
      return json;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern(
        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} "
            + "%replace(%msg %kvp{NONE}){' $', ''}%n");
    text.start();
    return text;
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(lines(context));
    appender.addFilter(toldAnyway());
    appender.start();
    return appender;
  }

  private static Filter<ILoggingEvent> toldAnyway() {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return event.getMessage().startsWith(JAVALIN_DID_NOT_START)
                && event.getLoggerName().startsWith("io.javalin")
            ? FilterReply.DENY
            : FilterReply.NEUTRAL;
      }
    };
  }

  /// Lets the product's own news through, for commands that run for long.
  static void tellNews() {
    if (org.slf4j.LoggerFactory.getLogger("dev.kenning") instanceof Logger ours
        && System.getenv("KENNING_LOG") == null) {
      ours.setLevel(Level.INFO);
    }
  }

  /// Makes Lucene's loggers quiet before its first class is loaded.
  static void prepare() {
    if (System.getenv("KENNING_LOG") == null) {
      LUCENE.setLevel(java.util.logging.Level.SEVERE);
    }
  }
}
