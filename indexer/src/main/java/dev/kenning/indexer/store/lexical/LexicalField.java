package dev.kenning.indexer.store.lexical;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.word.DocText;

/// The fields of a method that words are taken from; each has a weight of its own.
public enum LexicalField {
  /// The method's name.
  NAME {
    @Override
    String text(MethodUnit unit) {
      return unit.name();
    }
  },
  /// The enclosing type's name without its package.
  TYPE {
    @Override
    String text(MethodUnit unit) {
      boolean inPackage = unit.type().startsWith(unit.packageName() + ".");
      return inPackage ? unit.type().substring(unit.packageName().length()) : unit.type();
    }
  },
  /// The package's name.
  PACKAGE {
    @Override
    String text(MethodUnit unit) {
      return unit.packageName();
    }
  },
  /// Types and names of parameters, return type, thrown types and annotations.
  SIGNATURE {
    @Override
    String text(MethodUnit unit) {
      return String.join(
          " ",
          unit.returnType(),
          String.join(" ", unit.parameterTypes()),
          String.join(" ", unit.parameterNames()),
          String.join(" ", unit.thrownTypes()),
          String.join(" ", unit.annotations()));
    }
  },
  /// The first sentence of the documentation.
  SUMMARY {
    @Override
    String text(MethodUnit unit) {
      return DocText.firstSentence(unit.doc());
    }
  },
  /// The rest of the documentation.
  DETAILS {
    @Override
    String text(MethodUnit unit) {
      String all = DocText.render(unit.doc());
      String summary = DocText.firstSentence(unit.doc());
      return all.startsWith(summary) ? all.substring(summary.length()) : all;
    }
  },
  /// The first sentence of the enclosing type's documentation.
  TYPE_DOC {
    @Override
    String text(MethodUnit unit) {
      return unit.typeDoc();
    }
  },
  /// Comments inside the declaration.
  COMMENTS {
    @Override
    String text(MethodUnit unit) {
      return String.join(" ", unit.words().comments());
    }
  },
  /// Names of methods called and types constructed.
  CALLS {
    @Override
    String text(MethodUnit unit) {
      return String.join(" ", unit.words().calledNames());
    }
  },
  /// String, character and number literals.
  LITERALS {
    @Override
    String text(MethodUnit unit) {
      return String.join(" ", unit.words().literals());
    }
  },
  /// Names of variables, fields and types in the body.
  IDENTIFIERS {
    @Override
    String text(MethodUnit unit) {
      return String.join(" ", unit.words().identifiers());
    }
  };

  abstract String text(MethodUnit unit);
}
