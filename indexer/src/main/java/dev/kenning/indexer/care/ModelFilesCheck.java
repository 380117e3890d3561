package dev.kenning.indexer.care;

import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.CatalogueModel.Availability;
import dev.kenning.embeddings.model.CatalogueModel.Origin;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelFile;
import dev.kenning.indexer.care.Finding.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// The files of the models that are here, against the SHA-256 their manifests tell.
public final class ModelFilesCheck implements PartCheck {
  private static final String AGAIN = "kenning model import PATH";
  private static final String REINSTALL = "install Kenning again";

  private final Path modelsFolder;

  public ModelFilesCheck(Path modelsFolder) {
    this.modelsFolder = modelsFolder;
  }

  @Override
  public PartReport check(CareProgress progress) {
    PartReport.Draft draft = new PartReport.Draft(Part.MODELS);
    List<CatalogueModel> models;
    try {
      models = ModelCatalogue.read(modelsFolder).models();
    } catch (ModelCorruptException e) {
      draft.damage(modelsFolder.toString(), String.valueOf(e.getMessage()), AGAIN);
      return draft.report("the catalogue cannot be read");
    }
    int checked = 0;
    for (CatalogueModel model : models) {
      if (model.availability() instanceof Availability.Available) {
        progress.reached("reading the models", checked, models.size());
        check(model, model.manifest().weights(), draft);
        check(model, model.manifest().tokenizer(), draft);
        checked++;
      } else if (model.origin() instanceof Origin.Imported(Path folder)) {
        draft.damage(folder.toString(), "lacks files that its manifest names", AGAIN);
      }
    }
    return draft.report(checked + (checked == 1 ? " model" : " models") + " read");
  }

  private static void check(CatalogueModel model, ModelFile file, PartReport.Draft draft) {
    String place =
        switch (model.origin()) {
          case Origin.BuiltIn() -> file.location() + " (built in)";
          case Origin.Imported(Path folder) -> folder.resolve(file.location()).toString();
        };
    String remedy = model.origin() instanceof Origin.BuiltIn ? REINSTALL : AGAIN;
    try (InputStream content = model.read(file)) {
      Checksum found = Checksum.of(content);
      if (found.sizeBytes() != file.sizeBytes() || !found.sha256().equals(file.sha256())) {
        draft.damage(
            place,
            "has %d bytes with SHA-256 %s, expected %d with %s"
                .formatted(found.sizeBytes(), found.sha256(), file.sizeBytes(), file.sha256()),
            remedy);
      }
    } catch (IOException e) {
      draft.damage(place, "cannot be read: " + e.getMessage(), remedy);
    }
  }
}
