package dev.kenning.search.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Keeps jobs in a JSON file, replaced as a whole: `{"format": 1, "jobs": [ … ]}`. Losing it loses
/// reports, not work, so a file that cannot be read or written is told in the log and done without.
///
/// Format 1: the components of [Job] by their names.
final class JobMemory {
  private static final Logger LOG = LoggerFactory.getLogger(JobMemory.class);
  private static final int FORMAT = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private record Remembered(int format, List<Job> jobs) {}

  private final Path file;

  JobMemory(Path file) {
    this.file = file;
  }

  List<Job> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      Remembered remembered = MAPPER.readValue(Files.readAllBytes(file), Remembered.class);
      return remembered.format() == FORMAT ? remembered.jobs() : List.of();
    } catch (IOException | JacksonException e) {
      LOG.warn("Earlier jobs are forgotten: {} cannot be read", file, e);
      return List.of();
    }
  }

  void write(Collection<Job> jobs) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(draft, MAPPER.writeValueAsBytes(new Remembered(FORMAT, List.copyOf(jobs))));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("Jobs will be forgotten when this process ends: {} cannot be written", file, e);
    }
  }
}
