package dev.kenning.indexer.method;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of a source before anything else sees it: private keys, tokens of known
/// shapes, credentials in addresses, and values given to something called a password or secret.
///
/// What is masked becomes [#MASK], a word that may stand in a name as well as in a literal, so that
/// the text still parses. Lines stay where they are. Each rule is tried only where a fixed mark of
/// its shape occurs, and its expression is possessive and bounded: time is linear in the text. Safe
/// for any thread.
///
/// A rule prefers to miss a secret over hiding code: names of settings (`password =
/// "db.password"`), placeholders and plain words stay as they are.
final class SecretMask {
  static final String MASK = "MASKED";

  private static final int MAX_KEY_LENGTH = 32 * 1024;

  private static final String KEY_MARK = "PRIVATE KEY-----";

  private static final Pattern KEY_BEGIN =
      Pattern.compile("-----BEGIN (?:[A-Z0-9]{1,12}+ ){0,3}?PRIVATE KEY-----");

  private static final Pattern KEY_LINE = Pattern.compile("[A-Za-z0-9+/]{40,}+={0,2}+");

  /// The lines between the marks of a PEM block, literal or comment, are runs of base64.
  private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/]{16,}+={0,2}+");

  private record Shape(List<String> marks, Pattern pattern) {
    static Shape of(String mark, String expression) {
      return new Shape(List.of(mark), Pattern.compile(expression));
    }
  }

  /// Group 1 is kept, group 2 is masked. Sources: the issuers' own descriptions of their tokens.
  private static final List<Shape> TOKENS =
      List.of(
          new Shape(
              List.of("AKIA", "ASIA"),
              Pattern.compile("(?<![A-Za-z0-9])(A[KS]IA)([A-Z0-9]{16})(?![A-Za-z0-9])")),
          new Shape(
              List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
              Pattern.compile("(?<![A-Za-z0-9])(gh[pousr]_)([A-Za-z0-9]{36,255}+)")),
          Shape.of("github_pat_", "(github_pat_)([A-Za-z0-9_]{40,255}+)"),
          Shape.of("glpat-", "(glpat-)([A-Za-z0-9_-]{20,64}+)"),
          Shape.of("xox", "(?<![A-Za-z0-9])(xox[abeoprs]-)([A-Za-z0-9-]{10,250}+)"),
          Shape.of(
              "hooks.slack.com/services/",
              "(hooks\\.slack\\.com/services/)([A-Za-z0-9/]{20,100}+)"),
          Shape.of("AIza", "(?<![A-Za-z0-9])(AIza)([A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
          Shape.of("GOCSPX-", "(GOCSPX-)([A-Za-z0-9_-]{28})"),
          new Shape(
              List.of("sk_live_", "rk_live_", "sk_test_"),
              Pattern.compile("((?:sk|rk)_(?:live|test)_)([A-Za-z0-9]{16,255}+)")),
          Shape.of(
              "sk-",
              "(?<![A-Za-z0-9-])(sk-(?:proj-|ant-)?+)(?=[A-Za-z_-]{0,200}\\d)([A-Za-z0-9_-]{32,255}+)"),
          Shape.of("npm_", "(?<![A-Za-z0-9])(npm_)([A-Za-z0-9]{36})(?![A-Za-z0-9])"),
          Shape.of("SG.", "(?<![A-Za-z0-9])(SG\\.)([A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43})"),
          // header and claims of a JWT are JSON objects, which begin `{"`: eyJ in base64
          Shape.of(
              "eyJ",
              "(?<![A-Za-z0-9_-])(eyJ)([A-Za-z0-9_-]{8,2000}+\\.eyJ[A-Za-z0-9_-]{8,4000}+"
                  + "(?:\\.[A-Za-z0-9_-]{8,1000}+)?)"));

  /// `https://user:pass@host`.
  private static final Pattern ADDRESS =
      Pattern.compile("(://[^\\s:@/\"'<>]{1,64}+:)([^\\s:@/\"'<>]{1,128}+)(?=@)");

  private static final String NAMES =
      "(password|passwd|passphrase|pwd|secret|api_?key|access_?key|secret_?key|auth_?token"
          + "|access_?token|private_?key)";

  private static final String LITERAL = "([^\"\\\\\\s]{3,200}+)(?=\\\\?\")";

  /// `password = "…"`, `"password": "…"`, `put("password", "…")`; quotes may be escaped.
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)(?=[psa])(" // tried only where a name can begin: most of the text is something else
              + NAMES
              + "(?:\\\\?[\"']?\\s{0,8}+=|\\\\?[\"']?+:|\\\\?[\"']\\s{0,8}+,)\\s{0,8}+\\\\?\")"
              + LITERAL);

  /// `setPassword("…")`, `.password("…")`.
  private static final Pattern SETTER =
      Pattern.compile("(?i)(?=[sw.])((?:set|with|\\.)" + NAMES + "\\(\\s{0,8}+\")" + LITERAL);

  private SecretMask() {}

  static String mask(String source) {
    String text = source;
    if (text.contains(KEY_MARK)) {
      text = withoutPrivateKeys(text);
    }
    for (Shape token : TOKENS) {
      if (token.marks().stream().anyMatch(text::contains)) {
        text = replace(token.pattern(), text, match -> match.group(1) + MASK);
      }
    }
    if (text.contains("://")) {
      text = replace(ADDRESS, text, SecretMask::address);
    }
    text = replace(ASSIGNMENT, text, SecretMask::assignment);
    return replace(SETTER, text, SecretMask::assignment);
  }

  /// Masks the base64 between BEGIN and END, or in the bounded stretch behind a BEGIN without END.
  private static String withoutPrivateKeys(String source) {
    StringBuilder text = new StringBuilder(source.length());
    Matcher begin = KEY_BEGIN.matcher(source);
    int done = 0;
    while (begin.find(done)) {
      int limit = Math.min(source.length(), begin.end() + MAX_KEY_LENGTH);
      int end = source.substring(begin.end(), limit).indexOf("-----END ");
      int to = end < 0 ? limit : begin.end() + end;
      text.append(source, done, begin.end());
      text.append(withoutKeyLines(source.substring(begin.end(), to), end >= 0));
      done = to;
    }
    return text.append(source, done, source.length()).toString();
  }

  /// Only where a full line of a key stands is there a key; code that merely knows the marks, as
  /// one that reads such files does, stays as it is. Without an END only full lines are masked.
  private static String withoutKeyLines(String body, boolean ends) {
    if (!KEY_LINE.matcher(body).find()) {
      return body;
    }
    return (ends ? BASE64_RUN : KEY_LINE).matcher(body).replaceAll(MASK);
  }

  private static String address(MatchResult match) {
    return isPlaceholder(match.group(2)) || isCredentialWord(match.group(2))
        ? match.group()
        : match.group(1) + MASK;
  }

  private static String assignment(MatchResult match) {
    String name = match.group(2).toLowerCase(Locale.ROOT);
    String value = match.group(3);
    boolean chosenByPeople = name.startsWith("pass") || name.equals("pwd");
    boolean secret =
        !isPlaceholder(value)
            && !isCredentialWord(value)
            && (chosenByPeople ? !looksLikeName(value) : looksRandom(value));
    return secret ? match.group(1) + MASK : match.group();
  }

  /// `${db.password}`, `%s`, `<password>`, `****`, `{0}`, `#{x}`, and `pwd = "/home"`.
  private static boolean isPlaceholder(String value) {
    return value.equals(MASK)
        || (value.indexOf('%') >= 0 && value.length() <= 4)
        || "$#{<*.[/".indexOf(value.charAt(0)) >= 0
        || value.chars().distinct().count() == 1;
  }

  /// The value repeats what it is: the name of a setting, a header or a column.
  private static boolean isCredentialWord(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.contains("pass")
        || lower.contains("pwd")
        || lower.contains("secret")
        || lower.contains("token")
        || lower.contains("key")
        || lower.contains("credential");
  }

  /// Dotted or hyphenated words: a setting's name, no password.
  private static boolean looksLikeName(String value) {
    return value.matches("[a-zA-Z]{1,30}(?:[.:_/-][a-zA-Z]{1,30}){1,8}") || value.length() < 4;
  }

  /// Letters and digits mixed over at least 16 characters: nobody names anything so.
  private static boolean looksRandom(String value) {
    long digits = value.chars().filter(Character::isDigit).count();
    long letters = value.chars().filter(Character::isLetter).count();
    return value.length() >= 16 && digits >= 3 && letters >= 3 && !value.contains(" ");
  }

  private static String replace(
      Pattern pattern, String text, java.util.function.Function<MatchResult, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? matcher.replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)))
        : text;
  }
}
