package com.shop.fresh;

import module java.base;

class NewSyntax extends Base {
  NewSyntax(int size) {
    if (size < 0) {
      throw new IllegalArgumentException();
    }
    int doubled = size * 2;
    super(doubled);
  }

  int describe(Object value) {
    return switch (value) {
      case null -> 0;
      case Point(var x, int _) when x > 0 -> x;
      case String text when text.isEmpty() -> -1;
      case Integer number -> {
        var sealed = number + 1;
        yield sealed;
      }
      default -> {
        yield (2);
      }
    };
  }

  void drain(Queue<String> queue) {
    for (var _ : queue) {
      count++;
    }
    queue.forEach(_ -> count++);
    try (var _ = open()) {
      record();
    } catch (IOException _) {
      String note = """
          could not "open"
            the queue\tnow
          """;
    }
  }

  void record() {
    int record = 1, when = 2, permits = 3, module = 4;
    use(record + when + permits + module);
  }
}
