package dev.kenning.indexer.generation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the system can still give: on Linux the kernel's own estimate, which counts caches that it
/// can drop, and the rest of a container's limit; elsewhere what is free.
final class MachineMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  private MachineMemory() {}

  static long availableBytes() {
    long free =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getFreeMemorySize() // knows of a container's limit
            : Long.MAX_VALUE;
    try {
      Matcher line = AVAILABLE.matcher(Files.readString(MEMINFO));
      return line.find() ? Math.max(free, Long.parseLong(line.group(1)) << 10) : free;
    } catch (IOException e) {
      return free;
    }
  }
}
