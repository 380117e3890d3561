package dev.kenning.indexer.generation;

import dev.kenning.indexer.store.StoreDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether another generation fits beside the one that answers. Both answers are estimates, on the
/// safe side; better a refusal at the beginning than a full disk at the end.
///
///     disk   = methods · (5.1 · dimensions + 300 bytes) · 2 + 64 MiB
///     memory = 3 · size of the weights + 256 MiB
///
/// A method takes its vector in 32 bits and in 8, a graph, and some 300 bytes of words and text;
/// twice that, since a merge writes what it replaces once more. A model is read, converted and
/// warmed up, and each step holds its weights once. Any thread.
public final class GenerationRoom {
  private static final double VECTOR_BYTES_PER_DIMENSION = 5.1;
  private static final long TEXT_BYTES_PER_METHOD = 300;
  private static final int MERGE_FACTOR = 2;
  private static final long SPARE_DISK_BYTES = 64L << 20;
  private static final int WEIGHTS_FACTOR = 3;
  private static final long SPARE_MEMORY_BYTES = 256L << 20;

  private final LongSupplier usableDiskBytes;
  private final LongSupplier availableMemoryBytes;

  /// @param usableDiskBytes what may still be written where generations lie
  /// @param availableMemoryBytes what the system can still give to this process
  public GenerationRoom(LongSupplier usableDiskBytes, LongSupplier availableMemoryBytes) {
    this.usableDiskBytes = usableDiskBytes;
    this.availableMemoryBytes = availableMemoryBytes;
  }

  /// Of this machine.
  ///
  /// @param place in which generations lie; it exists
  public static GenerationRoom at(Path place) {
    return new GenerationRoom(() -> usableBytes(place), MachineMemory::availableBytes);
  }

  /// @param answering what answers now, by which the new one is measured
  /// @throws NoRoomException if the disk would not hold it
  public void requireDisk(Optional<StoreDescription> answering, int dimensionCount) {
    long methodCount = answering.map(known -> known.size().methodCount()).orElse(0L);
    double perMethod = VECTOR_BYTES_PER_DIMENSION * dimensionCount + TEXT_BYTES_PER_METHOD;
    long needed = Math.round(methodCount * perMethod) * MERGE_FACTOR + SPARE_DISK_BYTES;
    long usable = usableDiskBytes.getAsLong();
    if (usable < needed) {
      throw new NoRoomException(
          ("Another generation of %,d methods needs about %s of disk while it is built, and %s are"
                  + " free; free some, or remove a generation that is not needed")
              .formatted(methodCount, megabytes(needed), megabytes(usable)));
    }
  }

  /// @param weightsBytes size of the second model's weights
  /// @throws NoRoomException if the memory would not hold it beside the first
  public void requireMemory(String model, long weightsBytes) {
    long needed = WEIGHTS_FACTOR * weightsBytes + SPARE_MEMORY_BYTES;
    long available = availableMemoryBytes.getAsLong();
    if (available < needed) {
      throw new NoRoomException(
          ("The model %s needs about %s of memory beside the one that answers, and %s are"
                  + " available; stop the server and build the generation without it")
              .formatted(model, megabytes(needed), megabytes(available)));
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", Math.max(0, bytes) / 1_000_000);
  }

  private static long usableBytes(Path place) {
    try {
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // a system that cannot tell is asked by writing
    }
  }
}
