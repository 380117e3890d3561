package dev.kenning.embeddings.training;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.weights.SafetensorsWriter;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A training at the end of a step, in one safetensors file: `weight.NAME`, and the optimiser's
/// moments `first.NAME` and `second.NAME`, in 32 bits, so that a run goes on to the same numbers;
/// `steps` holds the number of steps done and a digest of plan and data as two 24-bit halves each,
/// which 32-bit floats hold exactly; `order` holds the epoch under way, since a later one is made
/// by weights that are not there any more; `end.K.NAME` holds the weights after an epoch, the
/// oldest first, where the mean of several will be the result. Written beside and moved: a crash
/// leaves the last one whole.
///
/// @param stepCount steps done
/// @param order positions of examples in the epoch under way, batch by batch
/// @param weights after them
/// @param first see [AdamW]
/// @param second see [AdamW]
/// @param ends weights after the last epochs that were finished, the oldest first
record Checkpoint(
    long stepCount,
    List<Integer> order,
    Map<String, float[]> weights,
    Map<String, float[]> first,
    Map<String, float[]> second,
    List<Map<String, float[]>> ends) {
  private static final String STEPS = "steps";
  private static final String ORDER = "order";
  private static final int HALF_BITS = 24;
  private static final long HALF_MASK = (1L << HALF_BITS) - 1;

  /// @param digest of everything that decides the run's numbers, 48 bits
  void write(Path target, long digest) throws IOException {
    SafetensorsWriter out = new SafetensorsWriter();
    out.add(STEPS, new float[] {low(stepCount), high(stepCount), low(digest), high(digest)}, 4);
    out.add(ORDER, floats(order), order.size());
    weights.forEach((name, values) -> out.add("weight." + name, values, values.length));
    first.forEach((name, values) -> out.add("first." + name, values, values.length));
    second.forEach((name, values) -> out.add("second." + name, values, values.length));
    for (int i = 0; i < ends.size(); i++) {
      String prefix = end(i);
      ends.get(i).forEach((name, values) -> out.add(prefix + name, values, values.length));
    }
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    out.write(draft);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// @param orderSize examples in an epoch
  /// @param like names and sizes of the weights
  /// @throws ModelCorruptException if the file is not a checkpoint of this run
  static Checkpoint read(Path file, long digest, int orderSize, Map<String, float[]> like) {
    try (WeightsFile stored = WeightsFile.open(file, WeightsFormat.SAFETENSORS)) {
      float[] steps = stored.read(STEPS, 4);
      if (joined(steps[2], steps[3]) != digest) {
        throw new ModelCorruptException(
            file.toString(),
            "a checkpoint of this plan and these data",
            "one of another; delete it to begin anew");
      }
      return new Checkpoint(
          joined(steps[0], steps[1]),
          stored.has(ORDER) ? integers(stored.read(ORDER, orderSize)) : List.of(),
          read(stored, "weight.", like),
          read(stored, "first.", like),
          read(stored, "second.", like),
          ends(stored, like));
    }
  }

  private static List<Map<String, float[]>> ends(WeightsFile stored, Map<String, float[]> like) {
    String any = like.keySet().iterator().next();
    return IntStream.iterate(0, i -> stored.has(end(i) + any), i -> i + 1)
        .mapToObj(i -> read(stored, end(i), like))
        .toList();
  }

  private static String end(int index) {
    return "end." + index + ".";
  }

  private static Map<String, float[]> read(
      WeightsFile stored, String prefix, Map<String, float[]> like) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    like.forEach((name, values) -> tensors.put(name, stored.read(prefix + name, values.length)));
    return tensors;
  }

  private static float[] floats(List<Integer> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  private static List<Integer> integers(float[] floats) {
    return IntStream.range(0, floats.length).mapToObj(i -> (int) floats[i]).toList();
  }

  private static float low(long number) {
    return number & HALF_MASK;
  }

  private static float high(long number) {
    return (number >> HALF_BITS) & HALF_MASK;
  }

  private static long joined(float low, float high) {
    return (long) low | ((long) high << HALF_BITS);
  }
}
