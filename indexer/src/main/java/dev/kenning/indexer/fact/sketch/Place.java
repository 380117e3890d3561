package dev.kenning.indexer.fact.sketch;

/// Where something stands.
///
/// @param line counted from 1
/// @param frame the innermost structure around it
public record Place(int line, Frame frame) {
  /// Whether it stands in a lambda.
  public boolean deferred() {
    return frame.deferred();
  }

  /// Whether it stands in a loop's repeated part.
  public boolean inLoop() {
    return frame.innermostHere(Frame.Kind.LOOP).isPresent();
  }
}
