package dev.kenning.search.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The process's streams by number, where Java has no words for them.
///
/// The launcher starts the JVM with standard error set aside under another number, because the JVM
/// announces the incubating vector module there before `main` and has no option to keep quiet;
/// [#restoreError] puts the real one back. `System.console()` tells whether input and output are
/// terminals together, but not which of output and error is, so the C library is asked.
final class StandardStreams {
  static final int OUT = 1;
  static final int ERR = 2;

  /// Set by the launcher to the number under which the real standard error waits.
  static final String SET_ASIDE_PROPERTY = "kenning.stderr";

  private StandardStreams() {}

  /// Whether the stream is a terminal; false where that cannot be found out.
  static boolean isTerminal(int stream) {
    try {
      return (int) function("isatty", 1).invokeExact(stream) == 1;
    } catch (Throwable unknown) { // a C library without it: no colours, plain lines
      return false;
    }
  }

  /// Makes the stream that the launcher set aside the standard error again, for the JVM and for
  /// native code alike.
  static void restoreError() {
    Integer setAside = Integer.getInteger(SET_ASIDE_PROPERTY);
    if (setAside == null) {
      return;
    }
    try {
      int restored = (int) function("dup2", 2).invokeExact((int) setAside, ERR);
      if (restored == ERR) {
        int _ = (int) function("close", 1).invokeExact((int) setAside);
      }
    } catch (Throwable unknown) {
      System.out.println("kenning: standard error is not available, errors cannot be shown");
    }
  }

  @SuppressWarnings("restricted") // the launcher grants native access
  private static MethodHandle function(String name, int argumentCount) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    FunctionDescriptor shape =
        argumentCount == 1
            ? FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
            : FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    return linker.downcallHandle(library.findOrThrow(name), shape);
  }
}
