package dev.kenning.embeddings.torchscript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a module whose tensors libtorch knows by name, as parameters (with gradients) or as
/// buffers (without). The container is that of [ModuleArchive]; the state is a dictionary of
/// attributes, and the class names its `__parameters__` and `__buffers__`.
final class TrainableArchive {
  private static final String FORMAT_VERSION = "10\n";
  private static final String CLASS_NAME = "Bert";

  private final List<Parameter> parameters;
  private final List<String> frozen;
  private final String forward;

  /// @param frozen names of those that are buffers
  /// @param forward the body of `forward(ids, mask)`, indented by four
  TrainableArchive(List<Parameter> parameters, List<String> frozen, String forward) {
    this.parameters = List.copyOf(parameters);
    this.frozen = List.copyOf(frozen);
    this.forward = forward;
  }

  /// @param target must not exist; left incomplete if writing fails
  void write(Path target) throws IOException {
    Map<String, PickleWriter.TensorOutline> outlines = new LinkedHashMap<>();
    try (ArchiveWriter archive = new ArchiveWriter(target, "bert")) {
      for (Parameter parameter : parameters) {
        for (Map.Entry<String, ArchiveTensor> tensor : tensors(parameter).entrySet()) {
          archive.add("data/" + outlines.size(), tensor.getValue().content());
          outlines.put(tensor.getKey(), PickleWriter.TensorOutline.of(tensor.getValue()));
        }
      }
      archive.add("data.pkl", new PickleWriter().moduleOfAttributes(CLASS_NAME, outlines));
      archive.add(
          "code/__torch__.py",
          program(List.copyOf(outlines.keySet())).getBytes(StandardCharsets.UTF_8));
      archive.add("constants.pkl", new PickleWriter().emptyTuple());
      archive.add("version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
      archive.add("byteorder", "little".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, ArchiveTensor> tensors(Parameter parameter) {
    Map<String, ArchiveTensor> tensors = new LinkedHashMap<>();
    switch (parameter) {
      case Parameter.Plain plain -> tensors.put(plain.name(), plain.tensor().get());
      case Parameter.Layer layer -> {
        List<ArchiveTensor> stored = LinearForm.FLOAT.stored(layer.linear().get());
        tensors.put(layer.name() + "_weight", stored.getFirst());
        tensors.put(layer.name() + "_bias", stored.getLast());
      }
    }
    return tensors;
  }

  private String program(List<String> names) {
    String learnt =
        names.stream()
            .filter(name -> !frozen.contains(name))
            .map(name -> "\"" + name + "\", ")
            .collect(Collectors.joining());
    String kept = frozen.stream().map(name -> "\"" + name + "\", ").collect(Collectors.joining());
    String declarations =
        names.stream().map(name -> "  " + name + " : Tensor\n").collect(Collectors.joining());
    return """
    class %1$s(Module):
      __parameters__ = [%2$s]
      __buffers__ = [%3$s]
    %4$s  training : bool
      def forward(self: __torch__.%1$s,
        ids: Tensor,
        mask: Tensor) -> Tensor:
    %5$s\
    """
        .formatted(CLASS_NAME, learnt, kept, declarations, forward);
  }
}
