package dev.kenning.embeddings.torchscript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes one module with its parameters and its program.
///
/// A zip with one root folder: `data.pkl` (the state's outline), `code/__torch__.py` (the program),
/// `data/0…N` (tensors, raw), `constants.pkl` (none), `version`, `byteorder`. The format is
/// PyTorch's own, version 10 of it: the first that knows all operators used.
///
/// The state is a list of tensors that `__setstate__` deals out to the module's attributes, so that
/// layers can be packed as they are restored.
final class ModuleArchive {
  private static final String FORMAT_VERSION = "10\n";
  private static final String CLASS_NAME = "Bert";

  private final List<Parameter> parameters;
  private final LinearForm form;
  private final String forward;

  /// @param forward the body of `forward(ids, mask)`, indented by four
  ModuleArchive(List<Parameter> parameters, LinearForm form, String forward) {
    this.parameters = List.copyOf(parameters);
    this.form = form;
    this.forward = forward;
  }

  /// @param target must not exist; left incomplete if writing fails
  void write(Path target) throws IOException {
    List<PickleWriter.TensorOutline> outlines = new ArrayList<>();
    try (ArchiveWriter archive = new ArchiveWriter(target, "bert")) {
      for (Parameter parameter : parameters) {
        for (ArchiveTensor tensor : tensors(parameter)) {
          archive.add("data/" + outlines.size(), tensor.content());
          outlines.add(PickleWriter.TensorOutline.of(tensor));
        }
      }
      archive.add("data.pkl", new PickleWriter().module(CLASS_NAME, outlines));
      archive.add("code/__torch__.py", program().getBytes(StandardCharsets.UTF_8));
      archive.add("constants.pkl", new PickleWriter().emptyTuple());
      archive.add("version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
      archive.add("byteorder", "little".getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The class in serialised TorchScript. `__getstate__` must be there for `__setstate__` to be
  /// accepted, and is never called.
  String program() {
    StringBuilder declarations = new StringBuilder();
    StringBuilder restoring = new StringBuilder();
    int slot = 0;
    for (Parameter parameter : parameters) {
      declarations(parameter).forEach(line -> declarations.append("  " + line + "\n"));
      restoring(parameter, slot).forEach(line -> restoring.append("    " + line + "\n"));
      slot += slotCount(parameter);
    }
    return """
    class %1$s(Module):
      __parameters__ = []
      __buffers__ = []
    %2$s  training : bool
      def __getstate__(self: __torch__.%1$s) -> List[Tensor]:
        return annotate(List[Tensor], [])
      def __setstate__(self: __torch__.%1$s,
        state: List[Tensor]) -> NoneType:
    %3$s    self.training = False
        return None
      def forward(self: __torch__.%1$s,
        ids: Tensor,
        mask: Tensor) -> Tensor:
    %4$s\
    """
        .formatted(CLASS_NAME, declarations, restoring, forward);
  }

  private List<ArchiveTensor> tensors(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Plain plain -> List.of(plain.tensor().get());
      case Parameter.Layer layer -> form.stored(layer.linear().get());
    };
  }

  private List<String> declarations(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Plain plain -> List.of(plain.name() + " : Tensor");
      case Parameter.Layer layer -> form.declarations(layer.name());
    };
  }

  private List<String> restoring(Parameter parameter, int slot) {
    return switch (parameter) {
      case Parameter.Plain plain -> List.of("self.%s = state[%d]".formatted(plain.name(), slot));
      case Parameter.Layer layer -> form.restoring(layer.name(), slot);
    };
  }

  private int slotCount(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Plain _ -> 1;
      case Parameter.Layer _ -> form.slotCount();
    };
  }
}
