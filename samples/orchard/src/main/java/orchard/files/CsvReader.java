package orchard.files;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Price lists as growers send them: comma separated, now and then with commas inside quotes. */
public final class CsvReader {
  private final PushbackReader in;

  public CsvReader(Reader in) {
    this.in = new PushbackReader(in, 1);
  }

  /**
   * The cells of the next line, or null at the end. A quoted cell may hold commas, line breaks and
   * doubled quotes.
   */
  public List<String> next() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (; c >= 0; c = in.read()) {
      if (quoted) {
        if (c != '"') {
          cell.append((char) c);
          continue;
        }
        int following = in.read();
        if (following == '"') {
          cell.append('"');
        } else {
          quoted = false;
          if (following >= 0) {
            in.unread(following);
          }
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        cell.append((char) c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** Puts a cell into quotes where it needs them. */
  public static String quote(String cell) {
    if (cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n')) {
      return cell;
    }
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
