package dev.kenning.embeddings.training;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.Embedding;
import java.util.List;

/// What another model says of the texts of a batch; its cache answers for those it has seen.
///
/// @param embedder the teacher
/// @param weight how much of the target it gives
/// @param temperature of its softmax
record TeacherScores(Embedder embedder, double weight, double temperature) {
  ContrastiveLoss.Teacher of(List<String> queries, List<String> candidates) {
    List<Embedding> passages =
        embedder.embedPassages(candidates, Deadline.never()).stream()
            .map(EmbeddedText::embedding)
            .toList();
    float[][] cosines = new float[queries.size()][candidates.size()];
    for (int i = 0; i < queries.size(); i++) {
      Embedding query = embedder.embedQuery(queries.get(i), Deadline.never()).embedding();
      for (int j = 0; j < passages.size(); j++) {
        cosines[i][j] = query.cosine(passages.get(j));
      }
    }
    return new ContrastiveLoss.Teacher(cosines, temperature, weight);
  }
}
