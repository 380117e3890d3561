package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Read;
import dev.kenning.indexer.fact.sketch.Write;

/// `reads` and `writes`: fields of this object and of others, whose value is taken or set; `+=` and
/// `++` do both. A write to an element of the array in a field is a write to the field.
///
/// Constants (static and final, or in capitals where the declaration is elsewhere) are left out.
/// Misses accessors, and changes inside the objects that fields hold.
final class FieldRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Read read : method.reads()) {
      if (!(read.field().isStatic() && read.field().isFinal())) {
        facts.add(
            FactKind.READS, read.field().qualifiedName(), resolution(read.field()), read.place());
      }
    }
    for (Write write : method.writes()) {
      switch (write.target()) {
        case Write.Target.OfField target -> written(target.field(), write, facts);
        case Write.Target.OfElement element ->
            Roots.array(method, element.array())
                .flatMap(method::field)
                .ifPresent(field -> written(field, write, facts));
        case Write.Target.OfVariable _, Write.Target.Other _ -> {}
      }
    }
  }

  private static void written(FieldReference field, Write write, FactSink facts) {
    facts.add(FactKind.WRITES, field.qualifiedName(), resolution(field), write.place());
  }

  private static Resolution resolution(FieldReference field) {
    return field.known() ? Resolution.RESOLVED : Resolution.BY_NAME;
  }
}
