package dev.kenning.indexer.graph;

import dev.kenning.indexer.testing.JdkClassFiles;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes the pinned list of what the JDK's types declare, `jdk-members.txt`, from the class files
/// of the JDK it runs on. Run it by hand when the list should know a newer JDK:
///
/// ```
/// mvn -q -pl indexer -am test-compile
/// mvn -q -pl indexer exec:java -Dexec.classpathScope=test \
///   -Dexec.mainClass=dev.kenning.indexer.graph.JdkMemberGenerator \
///   -Dexec.args="indexer/src/main/resources/dev/kenning/indexer/graph/jdk-members.txt"
/// ```
///
/// Taken are the public and protected types of some packages of `java.base` and `java.sql`, their
/// public and protected members, and the hidden classes that they extend.
final class JdkMemberGenerator {
  private static final List<String> MODULES =
      List.of("java.base", "java.logging", "java.net.http", "java.sql");

  private static final Set<String> PACKAGES =
      Set.of(
          "java.io",
          "java.lang",
          "java.lang.annotation",
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
          "java.time.chrono",
          "java.time.format",
          "java.time.temporal",
          "java.time.zone",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.jar",
          "java.util.logging",
          "java.util.random",
          "java.util.regex",
          "java.util.stream",
          "java.util.zip",
          "javax.sql");

  private JdkMemberGenerator() {}

  public static void main(String[] args) throws IOException {
    Map<String, ClassModel> all = new TreeMap<>();
    for (String module : MODULES) {
      read(JdkClassFiles.module(module), all);
    }
    Set<String> taken = new HashSet<>();
    for (ClassModel type : all.values()) {
      String internal = type.thisClass().asInternalName();
      int slash = internal.lastIndexOf('/');
      boolean wanted =
          slash > 0 && PACKAGES.contains(internal.substring(0, slash).replace('/', '.'));
      if (wanted && JdkClassFiles.isVisible(type)) {
        take(type, all, taken);
      }
    }
    List<String> lines = new ArrayList<>();
    all.forEach((name, type) -> {
      if (taken.contains(name)) {
        lines.add(line(name, type));
      }
    });
    String header =
        """
        # Members of types of JDK %s. Made by JdkMemberGenerator; do not edit.
        # type, traits (i interface, f final), its generic signature, its members:
        # NAME|TRAITS|SIGNATURE (s static, a abstract, f final, v variable number of arguments).
        """;
    JdkClassFiles.write(args, header, lines);
  }

  private static void read(Path folder, Map<String, ClassModel> all) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(JdkClassFiles::isType)
          .map(JdkClassFiles::parse)
          .forEach(type -> all.put(JdkClassFiles.name(type.thisClass().asInternalName()), type));
    }
  }

  private static void take(ClassModel type, Map<String, ClassModel> all, Set<String> taken) {
    if (taken.add(JdkClassFiles.name(type.thisClass().asInternalName()))) {
      Stream.concat(type.superclass().stream(), type.interfaces().stream())
          .map(above -> all.get(JdkClassFiles.name(above.asInternalName())))
          .filter(above -> above != null)
          .forEach(above -> take(above, all, taken));
    }
  }

  private static String line(String name, ClassModel type) {
    StringBuilder members = new StringBuilder();
    for (FieldModel field : type.fields()) {
      if (JdkClassFiles.isVisible(field.flags())) {
        add(
            members,
            field.fieldName().stringValue(),
            field.flags().has(AccessFlag.STATIC) ? "s" : "",
            field
                .findAttribute(Attributes.signature())
                .map(a -> a.signature().stringValue())
                .orElse(field.fieldType().stringValue()));
      }
    }
    for (MethodModel method : type.methods()) {
      if (JdkClassFiles.isVisible(method.flags())) {
        String signature =
            method
                .findAttribute(Attributes.signature())
                .map(a -> a.signature().stringValue())
                .orElse(method.methodType().stringValue());
        int thrown = signature.indexOf('^');
        add(
            members,
            method.methodName().stringValue(),
            (method.flags().has(AccessFlag.STATIC) ? "s" : "")
                + (method.flags().has(AccessFlag.ABSTRACT) ? "a" : "")
                + (method.flags().has(AccessFlag.FINAL) ? "f" : "")
                + (method.flags().has(AccessFlag.VARARGS) ? "v" : ""),
            thrown < 0 ? signature : signature.substring(0, thrown));
      }
    }
    String traits =
        (type.flags().has(AccessFlag.INTERFACE) ? "i" : "")
            + (type.flags().has(AccessFlag.FINAL) ? "f" : "");
    return name + "\t" + traits + "\t" + signature(type) + "\t" + members;
  }

  private static void add(StringBuilder members, String name, String traits, String signature) {
    if (!members.isEmpty()) {
      members.append(' ');
    }
    members.append(name).append('|').append(traits).append('|').append(signature);
  }

  private static String signature(ClassModel type) {
    Optional<SignatureAttribute> generic = type.findAttribute(Attributes.signature());
    if (generic.isPresent()) {
      return generic.get().signature().stringValue();
    }
    StringBuilder plain = new StringBuilder();
    type.superclass()
        .ifPresent(above -> plain.append('L').append(above.asInternalName()).append(';'));
    type.interfaces()
        .forEach(above -> plain.append('L').append(above.asInternalName()).append(';'));
    return plain.toString();
  }
}
