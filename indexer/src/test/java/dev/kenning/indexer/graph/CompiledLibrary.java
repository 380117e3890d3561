package dev.kenning.indexer.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The sources of a library and the class files that the compiler of the running JDK makes of them.
///
/// @param sources by path
/// @param classes by internal name
record CompiledLibrary(Map<String, String> sources, Map<String, ClassModel> classes) {

  /// @param sourcesJar with the sources at its root
  /// @param folder for the class files
  static CompiledLibrary of(Path sourcesJar, Path folder) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(sourcesJar))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".java")
            && !name.endsWith("-info.java")
            && !name.startsWith("META-INF")) {
          sources.put(name, new String(jar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return of(sources, folder);
  }

  static CompiledLibrary of(Map<String, String> sources, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<SimpleJavaFileObject> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new Source(path, text)));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "--release",
              "17",
              "-d",
              folder.toString(),
              "-proc:none",
              "-nowarn",
              "-g",
              "-implicit:none");
      boolean compiled = compiler.getTask(messages, manager, null, options, null, files).call();
      if (!compiled) {
        throw new IllegalStateException("The library does not compile:\n" + messages);
      }
    }
    Map<String, ClassModel> classes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
        ClassModel type = ClassFile.of().parse(file);
        classes.put(type.thisClass().asInternalName(), type);
      }
    }
    return new CompiledLibrary(sources, classes);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public InputStream openInputStream() {
      return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
