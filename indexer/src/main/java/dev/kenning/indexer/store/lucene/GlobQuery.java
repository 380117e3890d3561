package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.filter.Glob;
import java.util.function.Predicate;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/// Documents whose path matches a glob. The distinct paths are walked from the glob's literal
/// prefix on and matched by the glob's own matcher, so that a filter means the same everywhere.
final class GlobQuery extends MultiTermQuery {
  private final Glob glob;

  GlobQuery(Glob glob) {
    super(MethodDocument.PATH, CONSTANT_SCORE_REWRITE);
    this.glob = glob;
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes)
      throws java.io.IOException {
    return new MatchingPaths(terms.iterator(), glob.literalPrefix(), glob.matcher());
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(field)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String defaultField) {
    return field + ":" + glob.pattern();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof GlobQuery that && glob.equals(that.glob);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + glob.hashCode();
  }

  private static final class MatchingPaths extends FilteredTermsEnum {
    private final String prefix;
    private final Predicate<String> matcher;

    MatchingPaths(TermsEnum paths, String prefix, Predicate<String> matcher) {
      super(paths);
      this.prefix = prefix;
      this.matcher = matcher;
      setInitialSeekTerm(new BytesRef(prefix));
    }

    @Override
    protected AcceptStatus accept(BytesRef term) {
      String path = term.utf8ToString();
      if (!path.startsWith(prefix)) {
        return AcceptStatus.END; // terms are sorted, and the walk began at the prefix
      }
      return matcher.test(path) ? AcceptStatus.YES : AcceptStatus.NO;
    }
  }
}
