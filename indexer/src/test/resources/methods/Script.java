import java.util.List;

/// Words to greet with.
List<String> greetings = List.of("hello", "good day");

/// Prints a greeting.
void main() {
  IO.println(choose(greetings));
}

String choose(List<String> words) {
  return words.getFirst();
}
