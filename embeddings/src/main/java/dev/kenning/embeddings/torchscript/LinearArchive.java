package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.weights.Linear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An archive of one linear layer, to find out whether a machine can pack and compute in a
/// precision before a whole model is converted to it.
///
/// It is called as a model is, `forward(ids, mask)`: the layer is applied to the mask, and the
/// answer scaled to norm 1.
public final class LinearArchive {
  private static final String NAME = "layer";

  private final Linear linear;
  private final LinearForm form;

  public LinearArchive(Linear linear, Precision precision) {
    this.linear = linear;
    this.form = LinearForm.of(precision);
  }

  /// @param target must not exist; left incomplete if writing fails
  public void write(Path target) throws IOException {
    List<Parameter> parameters = List.of(new Parameter.Layer(NAME, () -> linear));
    String forward =
        """
            answer = %s
            return torch.div(answer, torch.linalg_vector_norm(answer, 2, [1], True))
        """
            .formatted(form.applied(NAME, "mask"));
    new ModuleArchive(parameters, form, forward).write(target);
  }
}
