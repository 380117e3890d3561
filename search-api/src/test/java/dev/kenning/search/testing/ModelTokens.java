package dev.kenning.search.testing;

import java.lang.reflect.Method;

/// Counts tokens as the tokenizer `cl100k_base` of language models does, by jtokkit. The library is
/// looked up by name, so that nothing else needs it to be compiled. Any thread.
public final class ModelTokens {
  private final Object encoding;
  private final Method count;

  private ModelTokens(Object encoding, Method count) {
    this.encoding = encoding;
    this.count = count;
  }

  public static ModelTokens cl100k() {
    try {
      Object registry =
          Class.forName("com.knuddels.jtokkit.Encodings")
              .getMethod("newLazyEncodingRegistry")
              .invoke(null);
      Class<?> registries = Class.forName("com.knuddels.jtokkit.api.EncodingRegistry");
      Object found =
          registries.getMethod("getEncoding", String.class).invoke(registry, "cl100k_base");
      Object encoding = found.getClass().getMethod("orElseThrow").invoke(found);
      Method count =
          Class.forName("com.knuddels.jtokkit.api.Encoding")
              .getMethod("countTokensOrdinary", String.class);
      return new ModelTokens(encoding, count);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("jtokkit is not on the class path of this test", e);
    }
  }

  public int count(String text) {
    try {
      return (int) count.invoke(encoding, text);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
