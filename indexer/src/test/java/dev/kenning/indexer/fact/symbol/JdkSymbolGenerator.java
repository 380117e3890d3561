package dev.kenning.indexer.fact.symbol;

import dev.kenning.indexer.testing.JdkClassFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.constant.ClassDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the pinned list of the JDK's types, `jdk-symbols.txt`, from the class files of the JDK it
/// runs on. Run it by hand when the list should know a newer JDK, read the difference, and raise
/// the version of the fact rules:
///
/// ```
/// mvn -q -pl indexer -am test-compile
/// mvn -q -pl indexer exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.kenning.indexer.fact.symbol.JdkSymbolGenerator \
///   -Dexec.args="indexer/src/main/resources/dev/kenning/indexer/fact/symbol/jdk-symbols.txt"
/// ```
///
/// Taken are the public and protected types of the packages that the modules `java.*` and
/// `jdk.httpserver` export. Their methods are listed for the packages of [#WITH_METHODS], which
/// rules and chained calls ask for; of the others only names and supertypes.
final class JdkSymbolGenerator {
  private static final Set<String> WITH_METHODS =
      Set.of(
          "java.io",
          "java.lang",
          "java.lang.invoke",
          "java.lang.ref",
          "java.lang.reflect",
          "java.math",
          "java.net",
          "java.net.http",
          "java.nio",
          "java.nio.channels",
          "java.nio.charset",
          "java.nio.file",
          "java.nio.file.attribute",
          "java.security",
          "java.sql",
          "java.text",
          "java.time",
          "java.time.format",
          "java.time.temporal",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.jar",
          "java.util.logging",
          "java.util.prefs",
          "java.util.random",
          "java.util.regex",
          "java.util.stream",
          "java.util.zip",
          "javax.crypto",
          "javax.net",
          "javax.net.ssl",
          "javax.sql",
          "com.sun.net.httpserver");

  private JdkSymbolGenerator() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    ModuleFinder.ofSystem().findAll().stream()
        .map(reference -> reference.descriptor())
        .filter(
            module -> module.name().startsWith("java.") || module.name().equals("jdk.httpserver"))
        .forEach(module -> addModule(module, lines));
    String header =
        """
        # Public and protected types of JDK %s. Made by JdkSymbolGenerator; do not edit.
        # type, its supertypes, its methods: NAME, ! where static, :RETURN where all overloads
        # agree on a reference type, #N for the Nth type parameter of the type.
        """;
    JdkClassFiles.write(args, header, lines.values());
  }

  private static void addModule(ModuleDescriptor module, Map<String, String> lines) {
    for (ModuleDescriptor.Exports exported : module.exports()) {
      if (exported.isQualified()) {
        continue;
      }
      Path folder =
          JdkClassFiles.module(module.name()).resolve(exported.source().replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(JdkClassFiles::isType)
            .map(JdkClassFiles::parse)
            .filter(JdkClassFiles::isVisible)
            .forEach(type -> addType(type, exported.source(), lines));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void addType(ClassModel type, String packageName, Map<String, String> lines) {
    String name = name(type.thisClass().asSymbol());
    List<String> supertypes = new ArrayList<>();
    type.superclass().map(entry -> name(entry.asSymbol())).ifPresent(supertypes::add);
    type.interfaces().forEach(entry -> supertypes.add(name(entry.asSymbol())));
    supertypes.remove("java.lang.Object");
    String methods = WITH_METHODS.contains(packageName) ? methods(type) : "";
    lines.put(name, (name + "\t" + String.join(" ", supertypes) + "\t" + methods).stripTrailing());
  }

  private static String methods(ClassModel type) {
    List<String> parameters =
        type.findAttribute(Attributes.signature())
            .map(attribute -> parameters(attribute.asClassSignature()))
            .orElse(List.of());
    Map<String, Set<String>> returns = new TreeMap<>();
    Set<String> statics = new TreeSet<>();
    for (MethodModel method : type.methods()) {
      String name = method.methodName().stringValue();
      if (JdkClassFiles.isVisible(method.flags()) && !name.startsWith("<")) {
        returns.computeIfAbsent(name, _ -> new TreeSet<>()).add(returned(method, parameters));
        if (method.flags().has(AccessFlag.STATIC)) {
          statics.add(name);
        }
      }
    }
    return returns.entrySet().stream()
        .map(entry ->
            entry.getKey()
                + (statics.contains(entry.getKey()) ? "!" : "")
                + (entry.getValue().size() == 1 ? entry.getValue().iterator().next() : ""))
        .collect(Collectors.joining(" "));
  }

  private static List<String> parameters(ClassSignature signature) {
    return signature.typeParameters().stream().map(Signature.TypeParam::identifier).toList();
  }

  private static String returned(MethodModel method, List<String> parameters) {
    Optional<MethodSignature> signature =
        method.findAttribute(Attributes.signature()).map(a -> a.asMethodSignature());
    if (signature.isPresent()
        && signature.get().result() instanceof Signature.TypeVarSig variable) {
      int index = parameters.indexOf(variable.identifier());
      return index < 0 ? "" : ":#" + index;
    }
    ClassDesc type = method.methodTypeSymbol().returnType();
    return type.isClassOrInterface() ? ":" + name(type) : "";
  }

  private static String name(ClassDesc type) {
    String descriptor = type.descriptorString();
    return JdkClassFiles.name(descriptor.substring(1, descriptor.length() - 1));
  }
}
