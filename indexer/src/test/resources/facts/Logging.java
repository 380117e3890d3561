// kinds: logs
package sample;

import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class Logging {
  private static final Logger AUDIT = LoggerFactory.getLogger(Logging.class);
  private java.util.logging.Logger old;

  void levels() {
    AUDIT.warn("a"); //> logs:warn
    AUDIT.error("a"); //> logs:error
    old.fine("a"); //> logs:debug
    old.log(Level.SEVERE, "a"); //> logs:error
    old.log(level(), "a"); //> logs
  }

  void byName() {
    log.info("a"); //> logs:info by-name
    LOGGER.debug("a"); //> logs:debug by-name
  }

  boolean asks() {
    return AUDIT.isDebugEnabled();
  }

  void otherThings() {
    Math.log(2);
    dialog.error("a");
    catalog.info("a");
    errors.warn("a");
  }

  private Level level() {
    return Level.INFO;
  }
}
