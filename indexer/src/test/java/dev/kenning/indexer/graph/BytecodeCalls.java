package dev.kenning.indexer.graph;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The calls between a library's methods, read from the instructions of its class files, and what
/// of them nobody wrote.
final class BytecodeCalls {
  /// @param caller the method whose source holds the call
  /// @param callee the method that the instruction names, found as the JVM finds it
  record Edge(MethodId caller, MethodId callee) {}

  private final CompiledLibrary library;
  private final Map<String, List<MethodUnit>> units = new HashMap<>();
  private final Map<Edge, Integer> edges = new LinkedHashMap<>();
  private final Map<String, Integer> excluded = new TreeMap<>();
  private int toUnits;

  BytecodeCalls(CompiledLibrary library, Collection<MethodUnit> all) {
    this.library = library;
    for (MethodUnit unit : all) {
      units.computeIfAbsent(unit.file().path(), _ -> new ArrayList<>()).add(unit);
    }
    library.classes().values().forEach(this::read);
  }

  /// The calls that somebody wrote.
  Set<Edge> edges() {
    return edges.keySet();
  }

  /// How many instructions were left out, by reason.
  Map<String, Integer> excluded() {
    return excluded;
  }

  /// Instructions that call a method of the library.
  int instructionCount() {
    return toUnits;
  }

  private void read(ClassModel type) {
    for (MethodModel method : type.methods()) {
      method.code().ifPresent(code -> read(type, method, code));
    }
  }

  private void read(ClassModel type, MethodModel method, CodeModel code) {
    int line = 0;
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction invoke ->
            call(
                type,
                method,
                line,
                invoke.owner().asInternalName(),
                invoke.name().stringValue(),
                invoke.typeSymbol());
        case InvokeDynamicInstruction dynamic -> {
          for (ConstantDesc argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
              handle(type, method, line, handle);
            }
          }
        }
        default -> {}
      }
    }
  }

  private void handle(
      ClassModel type, MethodModel method, int line, DirectMethodHandleDesc handle) {
    switch (handle.kind()) {
      case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> {}
      default -> {
        String owner = internal(handle.owner());
        MethodTypeDesc descriptor = MethodTypeDesc.ofDescriptor(handle.lookupDescriptor());
        if (!handle.methodName().startsWith("lambda$")) {
          call(type, method, line, owner, handle.methodName(), descriptor);
        }
      }
    }
  }

  private static String internal(ClassDesc type) {
    String text = type.descriptorString();
    return text.startsWith("L") ? text.substring(1, text.length() - 1) : text;
  }

  private void call(
      ClassModel type,
      MethodModel method,
      int line,
      String owner,
      String name,
      MethodTypeDesc descriptor) {
    Optional<Declared> found = find(owner, name, descriptor.descriptorString());
    if (found.isEmpty()) {
      return; // outside of the library
    }
    if (found.get().method().flags().has(AccessFlag.SYNTHETIC) && name.startsWith("lambda$")) {
      return;
    }
    Declared callee = made(accessed(found.get()));
    if (callee == null) {
      return;
    }
    toUnits++;
    boolean synthetic =
        method.flags().has(AccessFlag.SYNTHETIC)
            && !method.methodName().stringValue().startsWith("lambda$");
    if (synthetic || type.flags().has(AccessFlag.SYNTHETIC)) {
      exclude("a bridge or another method that only the compiler wrote calls");
      return;
    }
    Optional<MethodUnit> caller = caller(type, method, line);
    if (caller.isEmpty()) {
      exclude("a field's initializer or an implied constructor calls");
      return;
    }
    Optional<MethodUnit> target = unit(callee);
    if (target.isEmpty()) {
      exclude("an implied method is called: a default constructor, values(), an accessor");
      return;
    }
    if (!isWritten(caller.get(), target.get())) {
      exclude("not written: " + name + "() of for-each, try-with-resources, a pattern");
      return;
    }
    edges.merge(new Edge(caller.get().id(), target.get().id()), 1, Integer::sum);
  }

  private void exclude(String reason) {
    excluded.merge(reason, 1, Integer::sum);
  }

  private static boolean isWritten(MethodUnit caller, MethodUnit target) {
    return target.kind() != MethodKind.METHOD
        || Pattern.compile("\\b" + Pattern.quote(target.name()) + "\\b")
            .matcher(caller.code().replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", ""))
            .find();
  }

  private record Declared(ClassModel type, MethodModel method) {}

  private Optional<Declared> find(String owner, String name, String descriptor) {
    ClassModel type = library.classes().get(owner);
    if (type == null) {
      return Optional.empty();
    }
    Optional<Declared> own =
        type.methods().stream()
            .filter(
                m -> m.methodName().equalsString(name) && m.methodType().equalsString(descriptor))
            .map(m -> new Declared(type, m))
            .findFirst();
    if (own.isPresent()) {
      return own.map(this::bridged);
    }
    List<String> above = new ArrayList<>();
    type.superclass().ifPresent(s -> above.add(s.asInternalName()));
    type.interfaces().forEach(i -> above.add(i.asInternalName()));
    for (String next : above) {
      Optional<Declared> inherited = find(next, name, descriptor);
      if (inherited.isPresent()) {
        return inherited;
      }
    }
    return Optional.empty();
  }

  /// What is reached by a method that the compiler adds for an inner class.
  private Declared accessed(Declared declared) {
    if (!declared.method().methodName().stringValue().startsWith("access$")) {
      return declared;
    }
    for (CodeElement element : declared.method().code().orElseThrow()) {
      if (element instanceof InvokeInstruction invoke) {
        return find(
                invoke.owner().asInternalName(),
                invoke.name().stringValue(),
                invoke.type().stringValue())
            .orElse(declared);
      }
    }
    return declared;
  }

  /// The method that a bridge stands before.
  private Declared bridged(Declared declared) {
    if (!declared.method().flags().has(AccessFlag.BRIDGE)) {
      return declared;
    }
    List<MethodModel> alike =
        declared.type().methods().stream()
            .filter(m -> !m.flags().has(AccessFlag.SYNTHETIC))
            .filter(m -> m.methodName().equals(declared.method().methodName()))
            .filter(m ->
                m.methodTypeSymbol().parameterCount()
                    == declared.method().methodTypeSymbol().parameterCount())
            .toList();
    if (alike.isEmpty()) {
      // a public method of a hidden class, made visible
      return declared
          .type()
          .superclass()
          .flatMap(above ->
              find(
                  above.asInternalName(),
                  declared.method().methodName().stringValue(),
                  declared.method().methodType().stringValue()))
          .orElse(declared);
    }
    return alike.size() == 1 ? new Declared(declared.type(), alike.getFirst()) : declared;
  }

  /// An anonymous type is made by the constructor of the class it extends.
  private @org.jspecify.annotations.Nullable Declared made(Declared declared) {
    boolean constructor = declared.method().methodName().equalsString("<init>");
    if (!constructor || !isAnonymous(declared.type())) {
      return declared;
    }
    String above = declared.type().superclass().orElseThrow().asInternalName();
    for (CodeElement element : declared.method().code().orElseThrow()) {
      if (element instanceof InvokeInstruction invoke
          && invoke.opcode() == Opcode.INVOKESPECIAL
          && invoke.name().equalsString("<init>")
          && invoke.owner().asInternalName().equals(above)) {
        return find(above, "<init>", invoke.type().stringValue()).orElse(null);
      }
    }
    return null;
  }

  private static boolean isAnonymous(ClassModel type) {
    return type.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(a -> a.classes().stream())
        .anyMatch(info -> info.innerClass().equals(type.thisClass()) && info.innerName().isEmpty());
  }

  private List<MethodUnit> unitsOf(ClassModel type) {
    String internal = type.thisClass().asInternalName();
    String folder = internal.substring(0, internal.lastIndexOf('/') + 1);
    String file =
        type.findAttribute(Attributes.sourceFile())
            .map(a -> a.sourceFile().stringValue())
            .orElse("");
    return units.getOrDefault(folder + file, List.of());
  }

  private Optional<MethodUnit> caller(ClassModel type, MethodModel method, int line) {
    String name = method.methodName().stringValue();
    if (name.equals("<init>") || name.equals("<clinit>")) {
      String simple = simpleName(type);
      return innermost(
              type,
              line,
              unit ->
                  switch (unit.kind()) {
                    case CONSTRUCTOR -> name.equals("<init>") && unit.name().equals(simple);
                    case INITIALIZER -> unit.name().equals(name);
                    case METHOD -> false;
                  })
          .filter(unit -> sameType(unit, simple, type));
    }
    int first = firstLine(method);
    if (name.startsWith("lambda$")) {
      String of = name.substring(7, name.indexOf('$', 7));
      return innermost(
          type,
          first,
          unit ->
              switch (unit.kind()) {
                case METHOD -> unit.name().equals(of);
                case CONSTRUCTOR -> of.equals("new");
                case INITIALIZER -> of.equals("new") || of.equals("static");
              });
    }
    return unit(new Declared(type, method));
  }

  private static boolean sameType(MethodUnit unit, String simple, ClassModel type) {
    return isAnonymous(type) || unit.type().endsWith(simple);
  }

  private Optional<MethodUnit> unit(Declared declared) {
    MethodModel method = declared.method();
    String name = method.methodName().stringValue();
    boolean constructor = name.equals("<init>");
    String simple = simpleName(declared.type());
    String wanted = constructor ? simple : name;
    if (method.code().isPresent() && !(constructor && isAnonymous(declared.type()))) {
      return innermost(
              declared.type(),
              firstLine(method),
              unit ->
                  unit.name().equals(wanted)
                      && (unit.kind() == MethodKind.CONSTRUCTOR) == constructor)
          .filter(unit -> sameType(unit, simple, declared.type()));
    }
    return unitsOf(declared.type()).stream()
        .filter(unit -> unit.name().equals(wanted) && !unit.hasBody())
        .filter(unit -> sameType(unit, simple, declared.type()))
        .filter(unit -> sameParameters(unit, method.methodTypeSymbol()))
        .findFirst();
  }

  private static boolean sameParameters(MethodUnit unit, MethodTypeDesc type) {
    if (unit.parameterTypes().size() != type.parameterCount()) {
      return false;
    }
    for (int i = 0; i < type.parameterCount(); i++) {
      String written = unit.parameterTypes().get(i).replaceAll("<.*>", "").replace("...", "[]");
      String simple = type.parameterType(i).displayName();
      simple = simple.substring(simple.lastIndexOf('$') + 1);
      String last = written.substring(written.lastIndexOf('.') + 1).replaceAll("@\\w+ ?", "");
      boolean variable = last.replace("[]", "").length() <= 2;
      if (!last.equals(simple) && !variable) {
        return false;
      }
    }
    return true;
  }

  private Optional<MethodUnit> innermost(
      ClassModel type, int line, java.util.function.Predicate<MethodUnit> wanted) {
    return unitsOf(type).stream()
        .filter(unit -> unit.span().startLine() <= line && line <= unit.span().endLine())
        .filter(wanted)
        .min(Comparator.comparingInt(unit -> unit.span().endLine() - unit.span().startLine()));
  }

  private static int firstLine(MethodModel method) {
    return method
        .code()
        .flatMap(code ->
            code.elementStream()
                .filter(LineNumber.class::isInstance)
                .map(e -> ((LineNumber) e).line())
                .findFirst())
        .orElse(0);
  }

  private static String simpleName(ClassModel type) {
    String internal = type.thisClass().asInternalName();
    String last = internal.substring(internal.lastIndexOf('/') + 1);
    String inner = last.substring(last.lastIndexOf('$') + 1);
    return inner.replaceFirst("^[0-9]+(?=[A-Za-z])", "");
  }
}
