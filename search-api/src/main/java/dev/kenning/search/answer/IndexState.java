package dev.kenning.search.answer;

/// What answers are a function of, beside the question.
///
/// @param generation the index that answers
/// @param sequence the ledger up to here is visible
public record IndexState(String generation, long sequence) {
  public static IndexState of(AsOf asOf) {
    return new IndexState(asOf.generation(), asOf.sequence());
  }
}
