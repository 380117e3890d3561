package dev.kenning.indexer.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the members of a text's types begin and end, told by its braces and semicolons alone, so
/// that it can be told of text that does not parse. Comments and literals are stepped over.
///
/// A brace opens a type where `class`, `interface`, `enum` or `record Name` stands in the same
/// member before it and no `=` does; any other brace opens a body. A member ends at a semicolon, or
/// where its body closes unless it has a `=`.
final class SourceOutline {
  private final String text;
  private final List<SourceStretch> members = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private String lastWord = "";
  private @Nullable SourceStretch unclosedComment;

  /// One pair of braces that is open.
  private static final class Frame {
    final boolean type;
    int memberStart;
    int parentheses;
    boolean typeAhead;
    boolean assigned;

    Frame(boolean type, int memberStart) {
      this.type = type;
      this.memberStart = memberStart;
    }

    void nextMember(int start) {
      memberStart = start;
      parentheses = 0;
      typeAhead = false;
      assigned = false;
    }
  }

  private SourceOutline(String text) {
    this.text = text;
  }

  static SourceOutline of(String text) {
    SourceOutline outline = new SourceOutline(text);
    outline.scan();
    return outline;
  }

  /// The members of all types, nested types among them: inner ones before those around them.
  List<SourceStretch> members() {
    return members;
  }

  /// Whether a stretch is a member that holds others: a type.
  boolean isType(SourceStretch stretch) {
    return members.contains(stretch)
        && members.stream()
            .anyMatch(member ->
                !member.equals(stretch)
                    && stretch.from() <= member.from()
                    && member.to() <= stretch.to());
  }

  /// The opening of a comment that nothing closes.
  Optional<SourceStretch> unclosedComment() {
    return Optional.ofNullable(unclosedComment);
  }

  private void scan() {
    frames.push(new Frame(true, 0));
    int at = 0;
    while (at < text.length()) {
      int next = SourceSkips.end(text, at);
      if (next > at) {
        if (next == text.length() && text.startsWith("/*", at) && !text.endsWith("*/")) {
          unclosedComment = new SourceStretch(at, at + 2);
        }
        at = next;
      } else if (Character.isJavaIdentifierStart(text.charAt(at))) {
        at = word(at);
      } else {
        sign(text.charAt(at), at);
        at++;
      }
    }
  }

  private int word(int start) {
    int end = start;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end);
    boolean opensType =
        switch (word) {
          case "class", "interface", "enum" -> true;
          default -> lastWord.equals("record");
        };
    Frame frame = frames.getFirst();
    if (opensType && frame.type && frame.parentheses == 0) {
      frame.typeAhead = true;
    }
    lastWord = word;
    return end;
  }

  private void sign(char c, int at) {
    Frame frame = frames.getFirst();
    switch (c) {
      case '(' -> frame.parentheses++;
      case ')' -> frame.parentheses = Math.max(0, frame.parentheses - 1);
      case '=' -> frame.assigned = frame.assigned || frame.parentheses == 0;
      case '{' -> frames.push(new Frame(opensType(frame), at + 1));
      case '}' -> close(at);
      case ';' -> {
        if (frame.type && frame.parentheses == 0) {
          endMember(frame, at + 1);
        }
      }
      default -> {}
    }
    if (!Character.isWhitespace(c)) {
      lastWord = "";
    }
  }

  private static boolean opensType(Frame frame) {
    return frame.type && frame.typeAhead && !frame.assigned && frame.parentheses == 0;
  }

  private void close(int at) {
    if (frames.size() == 1) {
      return; // a brace too many
    }
    frames.pop();
    Frame around = frames.getFirst();
    if (around.type && around.parentheses == 0 && !around.assigned) {
      endMember(around, at + 1);
    }
  }

  private void endMember(Frame frame, int end) {
    int start = frame.memberStart;
    while (start < end) { // blanks and documentation in front belong to nobody
      int skipped = SourceSkips.end(text, start);
      if (skipped > start && text.charAt(start) == '/') {
        start = skipped;
      } else if (Character.isWhitespace(text.charAt(start))) {
        start++;
      } else {
        break;
      }
    }
    if (start < end) {
      members.add(new SourceStretch(start, end));
    }
    frame.nextMember(end);
  }
}
