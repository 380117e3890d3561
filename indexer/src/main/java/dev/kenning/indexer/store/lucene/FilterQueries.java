package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.filter.Filter;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Turns a [Filter] into a Lucene query that keeps the same methods.
final class FilterQueries {
  private FilterQueries() {}

  static Query of(Filter filter) {
    return switch (filter) {
      case Filter.All _ -> MatchAllDocsQuery.INSTANCE;
      case Filter.None _ -> MatchNoDocsQuery.INSTANCE;
      case Filter.And and -> all(and.parts());
      case Filter.Or or -> any(or.parts());
      case Filter.Not not -> not(of(not.part()));
      case Filter.InRepository repository -> term(MethodDocument.REPOSITORY, repository.name());
      case Filter.UnderPath path -> new GlobQuery(path.glob());
      case Filter.InPackage inPackage -> inPackage(inPackage);
      case Filter.OfKind kind -> term(MethodDocument.KIND, kind.kind().word());
      case Filter.WithModifier modifier -> term(MethodDocument.MODIFIER, modifier.modifier());
      case Filter.HasFact fact -> hasFact(fact.pattern());
      case Filter.InTests _ -> new TermQuery(MethodDocument.yes(MethodDocument.TEST));
    };
  }

  private static Query all(List<Filter> parts) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    parts.forEach(part -> query.add(of(part), Occur.FILTER));
    return query.build();
  }

  private static Query any(List<Filter> parts) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    parts.forEach(part -> query.add(of(part), Occur.SHOULD));
    return query.build();
  }

  private static Query not(Query part) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
        .add(part, Occur.MUST_NOT)
        .build();
  }

  private static Query inPackage(Filter.InPackage filter) {
    Query root = term(MethodDocument.PACKAGE, filter.root());
    if (!filter.includesBelow()) {
      return root;
    }
    return new BooleanQuery.Builder()
        .add(root, Occur.SHOULD)
        .add(new PrefixQuery(new Term(MethodDocument.PACKAGE, filter.root() + ".")), Occur.SHOULD)
        .build();
  }

  private static Query hasFact(FactPattern pattern) {
    return pattern
        .prefix()
        .<Query>map(prefix -> new PrefixQuery(new Term(MethodDocument.FACT, prefix)))
        .orElseGet(() -> term(MethodDocument.FACT, pattern.term().orElseThrow()));
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
