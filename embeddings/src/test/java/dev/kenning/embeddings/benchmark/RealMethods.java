package dev.kenning.embeddings.benchmark;

import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.tokenizer.FileTokenizer;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Methods of Commons Lang, with their documentation, out of its sources jar on the class path. Cut
/// out by their indentation, which that project keeps to; a benchmark needs no parser.
final class RealMethods {
  private static final Pattern START = Pattern.compile(" {4}[a-zA-Z<][^=;]*\\([^;]*");
  private static final String END = "    }";
  private static final String DOCUMENTATION_START = "    /**";
  private static final long SEED = 20_261_122L;

  private RealMethods() {}

  /// @param texts distinct
  /// @param tokenCount of all together, specials included
  record Sample(List<String> texts, long tokenCount) {
    double meanTokenCount() {
      return (double) tokenCount / texts.size();
    }
  }

  /// @param count how many, distinct after they were cut
  /// @param maxTokenCount what each is cut to, so that no contender reads more than another
  static Sample read(int count, int maxTokenCount) throws IOException {
    List<String> methods = new ArrayList<>(methods(sourcesJar()));
    Collections.shuffle(methods, new Random(SEED));
    try (Tokenizer tokenizer = tokenizer()) {
      Set<String> texts = new LinkedHashSet<>();
      for (String method : methods) {
        if (texts.size() < count) {
          texts.add(cut(method, maxTokenCount, tokenizer));
        }
      }
      if (texts.size() < count) {
        throw new IllegalStateException("Only " + texts.size() + " distinct methods found");
      }
      long tokens = texts.stream().mapToLong(text -> tokenizer.tokenize(text).tokenCount()).sum();
      return new Sample(List.copyOf(texts), tokens);
    }
  }

  private static Path sourcesJar() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("commons-lang3") && entry.endsWith("-sources.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No sources of Commons Lang on the class path"));
  }

  private static Set<String> methods(Path jar) throws IOException {
    Set<String> methods = new LinkedHashSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".java")) {
          try (InputStream content = zip.getInputStream(entry)) {
            String source = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            methods.addAll(methodsOf(source.lines().toList()));
          }
        }
      }
    }
    return methods;
  }

  private static List<String> methodsOf(List<String> lines) {
    List<String> methods = new ArrayList<>();
    int documentation = -1;
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals(DOCUMENTATION_START)) {
        documentation = i;
      } else if (start < 0 && START.matcher(line).matches()) {
        start = documentation < 0 ? i : documentation;
      } else if (line.equals(END)) {
        if (start >= 0) {
          methods.add(String.join("\n", lines.subList(start, i + 1)));
        }
        start = -1;
        documentation = -1;
      }
    }
    return methods;
  }

  private static String cut(String text, int maxTokenCount, Tokenizer tokenizer) {
    int fits = 0;
    int tooLong = text.length() + 1;
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (tokenizer.tokenize(text.substring(0, middle)).tokenCount() <= maxTokenCount) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return text.substring(0, fits);
  }

  private static Tokenizer tokenizer() throws IOException {
    CatalogueModel model =
        ModelCatalogue.read(Path.of("target", "benchmark-models")).require("bge-small-en-v1.5");
    try (InputStream content = model.read(model.manifest().tokenizer())) {
      return FileTokenizer.read(content, "tokenizer.json", model.manifest().maxTokenCount());
    }
  }
}
