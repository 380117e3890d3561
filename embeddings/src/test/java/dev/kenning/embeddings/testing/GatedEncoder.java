package dev.kenning.embeddings.testing;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// An encoder whose passes a test lets through one by one, and of which it can ask what was in
/// them. Fails on texts with the word `poison`, and on everything once it is broken.
public final class GatedEncoder implements Encoder {
  public static final ModelId MODEL = new ModelId("gated", "fp32");
  public static final int DIMENSION_COUNT = 8;
  private static final long POISON = WordTokenizer.id("poison");

  private final Semaphore gate;
  private final BlockingQueue<List<TokenizedText>> begun = new LinkedBlockingQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger textCount = new AtomicInteger();
  private volatile boolean broken;
  private volatile boolean closed;
  private volatile Runnable duringPass = () -> {};

  private GatedEncoder(int permits) {
    this.gate = new Semaphore(permits);
  }

  /// Lets nothing through until [#letThrough].
  public static GatedEncoder shut() {
    return new GatedEncoder(0);
  }

  /// Lets everything through.
  public static GatedEncoder open() {
    return new GatedEncoder(Integer.MAX_VALUE / 2);
  }

  @Override
  public ModelId model() {
    return MODEL;
  }

  @Override
  public int dimensionCount() {
    return DIMENSION_COUNT;
  }

  @Override
  public List<Embedding> encode(List<TokenizedText> batch) {
    if (closed) {
      throw new EmbedderUnavailableException("The encoder is closed");
    }
    running.incrementAndGet();
    try {
      begun.add(batch);
      gate.acquireUninterruptibly();
      duringPass.run();
      if (broken) {
        throw new IllegalStateException("the model is broken");
      }
      List<Embedding> answers = batch.stream().map(GatedEncoder::embed).toList();
      textCount.addAndGet(batch.size());
      return answers;
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public void close() {
    if (running.get() > 0) {
      throw new IllegalStateException("closed under a running pass");
    }
    closed = true;
  }

  /// What this encoder answers for a text.
  public static Embedding embed(TokenizedText text) {
    long[] ids = new long[text.tokenCount()];
    text.copyTo(ids, 0);
    if (Arrays.stream(ids).anyMatch(id -> id == POISON)) {
      throw new IllegalStateException("poisoned");
    }
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(ids));
    float[] values = new float[DIMENSION_COUNT];
    for (int i = 0; i < DIMENSION_COUNT; i++) {
      values[i] = (float) (random.nextDouble() + 0.01);
    }
    return Embedding.normalised(values);
  }

  public void letThrough(int passes) {
    gate.release(passes);
  }

  public void letAllThrough() {
    gate.release(Integer.MAX_VALUE / 2);
  }

  public void breakDown() {
    broken = true;
  }

  public void duringEachPass(Runnable action) {
    duringPass = action;
  }

  public boolean isClosed() {
    return closed;
  }

  /// Texts whose pass succeeded.
  public int textCount() {
    return textCount.get();
  }

  /// Blocks until the next pass has begun, and gives the token counts of its texts.
  public List<Integer> nextPass() throws InterruptedException {
    List<TokenizedText> batch = begun.poll(20, TimeUnit.SECONDS);
    if (batch == null) {
      throw new AssertionError("No pass began within 20 s");
    }
    return batch.stream().map(TokenizedText::tokenCount).toList();
  }

  /// Whether no pass has begun that [#nextPass] has not told of.
  public boolean noFurtherPassBegan() {
    return begun.isEmpty();
  }
}
