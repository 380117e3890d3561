package dev.kenning.search.cli;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Writes the lines about requests on a thread of its own, so that no request waits until those
/// before it are written: whoever reads standard error may be slow, and there is one lock for it.
/// Where more than [#LINES] wait, further ones are left out rather than waited for; the metrics
/// count every request.
///
/// Closing writes what waits, for a second at most.
final class RequestLog implements AutoCloseable {
  private static final int LINES = 8_192;
  private static final List<String> LOGGERS = List.of("dev.kenning.access", "dev.kenning.slow");

  private final List<Logger> loggers;
  private final AsyncAppender lines = new AsyncAppender();

  private RequestLog(List<Logger> loggers) {
    this.loggers = loggers;
  }

  /// Begins. Does nothing where another library writes the log.
  static RequestLog aside() {
    List<Logger> loggers =
        LOGGERS.stream()
            .map(LoggerFactory::getLogger)
            .flatMap(logger -> logger instanceof Logger ours ? Stream.of(ours) : Stream.empty())
            .toList();
    RequestLog log = new RequestLog(loggers);
    loggers.forEach(log::take);
    return log;
  }

  private void take(Logger logger) {
    if (!lines.isStarted()) {
      lines.setContext(logger.getLoggerContext());
      lines.setName("requests");
      lines.setQueueSize(LINES);
      lines.setDiscardingThreshold(0);
      lines.setNeverBlock(true);
      logger
          .getLoggerContext()
          .getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(lines::addAppender);
      lines.start();
    }
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @Override
  public void close() {
    for (Logger logger : loggers) {
      logger.detachAppender(lines);
      logger.setAdditive(true);
    }
    lines.stop();
  }
}
