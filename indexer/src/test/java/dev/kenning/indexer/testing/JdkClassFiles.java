package dev.kenning.indexer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/// The class files of the JDK that runs this, for the programs that write pinned lists of it.
public final class JdkClassFiles {
  private static final FileSystem RUNTIME = FileSystems.getFileSystem(URI.create("jrt:/"));

  private JdkClassFiles() {}

  /// The folder of a module.
  public static Path module(String name) {
    return RUNTIME.getPath("modules", name);
  }

  /// Whether a file is that of a type, and not of a package or module.
  public static boolean isType(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".class") && !name.endsWith("-info.class");
  }

  public static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `java/util/Map$Entry` as source has it: `java.util.Map.Entry`.
  public static String name(String internal) {
    return internal.replace('/', '.').replace('$', '.');
  }

  /// Whether a member can be used from elsewhere.
  public static boolean isVisible(AccessFlags flags) {
    return (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED))
        && !flags.has(AccessFlag.SYNTHETIC);
  }

  /// Whether a type can be used from elsewhere.
  public static boolean isVisible(ClassModel type) {
    Optional<InnerClassInfo> inner =
        type.findAttribute(Attributes.innerClasses()).stream()
            .flatMap(attribute -> attribute.classes().stream())
            .filter(info -> info.innerClass().asSymbol().equals(type.thisClass().asSymbol()))
            .findFirst();
    if (inner.isEmpty()) {
      return type.flags().has(AccessFlag.PUBLIC);
    }
    return inner.get().outerClass().isPresent()
        && (inner.get().has(AccessFlag.PUBLIC) || inner.get().has(AccessFlag.PROTECTED));
  }

  /// Writes a list to the file that a program was called with.
  ///
  /// @param header takes the JDK's version
  public static void write(String[] args, String header, Collection<String> lines)
      throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("Expected: FILE");
    }
    Files.writeString(
        Path.of(args[0]),
        header.formatted(Runtime.version().feature()) + String.join("\n", lines) + "\n",
        StandardCharsets.UTF_8);
  }
}
