package dev.kenning.indexer.care;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a generation's name tells of it, where its files cannot be asked any more.
///
/// @param model the model's id, as far as file names can hold it
/// @param precision `fp32`, `fp16` or `int8`
public record GenerationName(String model, String precision) {
  private static final Pattern FORM = Pattern.compile("(.+)_([a-z0-9]+)_\\d+_m\\d+p\\d+s\\d+.*");

  public static Optional<GenerationName> parse(String name) {
    Matcher form = FORM.matcher(name);
    return form.matches()
        ? Optional.of(new GenerationName(form.group(1), form.group(2)))
        : Optional.empty();
  }
}
